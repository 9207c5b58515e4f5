package main

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// readsFile evaluates the functions that read a file of the tree. It is false where the file is not in the request, or not known.
func (m *module) readsFile(e *hclsyntax.FunctionCallExpr, name string, ctx *hcl.EvalContext) (cty.Value, bool) {
	if len(e.Args) == 0 || e.ExpandFinal || name != "file" && name != "templatefile" && name != "fileexists" {
		return cty.NilVal, false
	}
	path, known := m.filePath(e.Args[0], ctx)
	text, found := m.texts[path]
	if !known || !found {
		return cty.NilVal, false
	}
	switch {
	case name == "fileexists":
		return cty.True, true
	case name == "file" && len(e.Args) == 1:
		return m.fileText(path, text), true
	case name == "templatefile" && len(e.Args) == 2:
		return m.renderedFile(path, text, e.Args[1], ctx)
	}
	return cty.NilVal, false
}

// filePath is the path in the tree that an expression names: from the module's folder or that of the outermost module, else from
// where Terraform is run, which is the outermost module's folder.
func (m *module) filePath(expression hclsyntax.Expression, ctx *hcl.EvalContext) (string, bool) {
	parts := []hclsyntax.Expression{expression}
	if template, is := bare(expression).(*hclsyntax.TemplateExpr); is {
		parts = template.Parts
	}
	at, relative := m.root.folder, ""
	for i, part := range parts {
		if folder, named := m.namedFolder(part); named {
			if i > 0 {
				return "", false
			}
			at = folder
			continue
		}
		text, known := stringOf(quietly(part, ctx))
		if !known {
			return "", false
		}
		relative += text
	}
	if bracket := strings.HasPrefix(relative, "/"); bracket && len(parts) > 1 {
		relative = strings.TrimLeft(relative, "/")
	}
	return below(at, relative)
}

// namedFolder is the folder that `path.module`, `path.root` or `path.cwd` stands for.
func (m *module) namedFolder(expression hclsyntax.Expression) (string, bool) {
	reference, is := bare(expression).(*hclsyntax.ScopeTraversalExpr)
	if !is || len(reference.Traversal) != 2 || reference.Traversal.RootName() != "path" {
		return "", false
	}
	switch step, _ := reference.Traversal[1].(hcl.TraverseAttr); step.Name {
	case "module":
		return m.folder, true
	case "root", "cwd":
		return m.root.folder, true
	}
	return "", false
}

// fileText is a file's text; of one that holds JSON, places lead into it.
func (m *module) fileText(path, text string) cty.Value {
	m.weighText(len(text))
	value := cty.StringVal(text)
	trimmed := strings.TrimLeft(text, " \t\r\n")
	if trimmed == "" || trimmed[0] != '{' && trimmed[0] != '[' || len(text) > maxPolicy {
		return value
	}
	at := hcl.Range{Filename: m.textSource(path, text).path, End: hcl.Pos{Byte: len(text)}}
	return m.known(value, text, func() *node {
		read := &templateText{module: m, pieces: []piece{{start: 0, end: len(text), at: at, offsets: ownOffsets(len(text))}}}
		read.buffer.WriteString(text)
		return read.parse()
	})
}

func ownOffsets(length int) []int {
	offsets := make([]int, length)
	for i := range offsets {
		offsets[i] = i
	}
	return offsets
}

func (m *module) textSource(path, text string) *source {
	found, known := m.sources[path]
	if !known {
		found = newSource(path, text)
		m.sources[path] = found
	}
	return found
}

// renderedFile is a template with the values that it is given.
func (m *module) renderedFile(path, text string, values hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, bool) {
	template := m.templates[path]
	if template == nil {
		m.textSource(path, text)
		start := hcl.Pos{Line: 1, Column: 1}
		tokens, _ := hclsyntax.LexTemplate([]byte(text), path, start)
		if message, _ := tooComplex(tokens); message != "" {
			return cty.NilVal, false
		}
		parsed, diags := hclsyntax.ParseTemplate([]byte(text), path, start)
		if diags.HasErrors() {
			return cty.NilVal, false
		}
		template = m.guarded(parsed)
		m.templates[path] = template
	}
	given, _ := quietly(values, ctx).Unmark()
	if !iterable(given) || !given.Type().IsObjectType() && !given.Type().IsMapType() {
		return cty.NilVal, false
	}
	variables := map[string]cty.Value{}
	for it := given.ElementIterator(); it.Next(); {
		key, element := it.Element()
		variables[key.AsString()] = element
	}
	return quietly(template, m.scope(m.base, variables)), true
}
