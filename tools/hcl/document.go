package main

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// document is JSON text inside a string of the configuration, and where its parts stand. Its text may hold `{"$unknown": …}`.
type document struct {
	text  string
	build func() *node
	root  *node
	built bool
}

// documentMark marks a known string that holds a document. The mark may travel further than the string, so texts are compared.
type documentMark struct{ index int }

// An unknown string that holds a document has its number as prefix: the refinement is lost as soon as the string is changed.
const (
	documentOpens  = "\uE002"
	documentCloses = "\uE003"
)

// known makes a string that holds a document of which everything is known.
func (m *module) known(value cty.Value, text string, build func() *node) cty.Value {
	m.documents = append(m.documents, &document{text: text, build: build})
	return value.Mark(documentMark{len(m.documents) - 1})
}

// partial makes a string that holds a document with unknown parts.
func (m *module) partial(marks cty.ValueMarks, root *node) cty.Value {
	text := jsonText(root)
	m.weighText(len(text))
	m.documents = append(m.documents, &document{text: text, root: root, built: true})
	prefix := documentOpens + strconv.Itoa(len(m.documents)-1) + documentCloses
	return cty.UnknownVal(cty.String).Refine().NotNull().StringPrefixFull(prefix).NewValue().WithMarks(marks)
}

// documentPrefix is the number of the document that an unknown string holds, or nothing.
func documentPrefix(value cty.Value) string {
	value, _ = value.Unmark()
	if value.Type() != cty.String || value.IsKnown() {
		return ""
	}
	prefix := value.Range().StringPrefix()
	if !strings.HasPrefix(prefix, documentOpens) || !strings.HasSuffix(prefix, documentCloses) {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(prefix, documentOpens), documentCloses)
}

// documentOf is the document that a string holds, or nil.
func (m *module) documentOf(value cty.Value) *document {
	if index, err := strconv.Atoi(documentPrefix(value)); err == nil && index < len(m.documents) {
		return m.documents[index]
	}
	text, known := stringOf(value)
	if !known {
		return nil
	}
	for mark := range value.Marks() {
		if held, is := mark.(documentMark); is && m.documents[held.index].text == text {
			return m.documents[held.index]
		}
	}
	return nil
}

func (m *module) rootOf(d *document) *node {
	if !d.built {
		d.built = true
		d.root = d.build()
	}
	return d.root
}

func (m *module) documentNode(d *document) *node {
	made := m.newNode(stringNode, d.text)
	made.inner = m.rootOf(d)
	return made
}

// encoded is `jsonencode`: the string that Terraform would see, with unknown parts inside.
func (m *module) encoded(value cty.Value, argument hclsyntax.Expression, ctx *hcl.EvalContext) cty.Value {
	build := func() *node { return m.nodeOf(value, m.placeOf(argument, ctx, 0), nil) }
	if value.IsWhollyKnown() {
		plain, paths := value.UnmarkDeepWithPaths()
		text, err := encodeJSON(plain)
		if err == nil && !strings.Contains(text, partOpens) {
			m.weighText(len(text))
			marks := []cty.ValueMarks{}
			for _, path := range paths {
				marks = append(marks, path.Marks)
			}
			return m.known(cty.StringVal(text).WithMarks(marks...), text, build)
		}
	}
	if plain, _ := value.Unmark(); !plain.IsKnown() {
		return m.unknownLike(value, argument)
	}
	_, marks := value.UnmarkDeep()
	return m.partial(marks, build())
}

// unknownLike is an unknown string with the reference of the value that it is made from.
func (m *module) unknownLike(value cty.Value, expression hclsyntax.Expression) cty.Value {
	return m.unknown(cty.String, m.referenceOr(value, expression))
}

// templateDocument remembers a template that holds JSON. An unknown template that holds none stays as it is.
func (m *module) templateDocument(parts []hclsyntax.Expression, values []cty.Value, whole cty.Value) cty.Value {
	if text, known := stringOf(whole); known {
		if len(text) > maxPolicy {
			return whole
		}
		return m.known(whole, text, func() *node { return m.readTemplate(parts, values) })
	}
	root := m.readTemplate(parts, values)
	if root == nil {
		return whole
	}
	_, marks := whole.Unmark()
	return m.partial(marks, root)
}

// readTemplate parses the text of a template as JSON, with placeholders for what is unknown. It is nil where that is no JSON.
func (m *module) readTemplate(parts []hclsyntax.Expression, values []cty.Value) *node {
	text := &templateText{module: m}
	for i, part := range parts {
		text.append(part, values[i])
	}
	if text.buffer.Len() > maxPolicy {
		return nil
	}
	return text.parse()
}
