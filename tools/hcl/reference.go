package main

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// reference is the mark of an unknown value: the text that it came from. Marks travel through HCL's evaluation by themselves.
type reference struct{ text string }

// Private-use characters around the reference that stands for an unknown part of a key.
const (
	partOpens  = "\uE000"
	partCloses = "\uE001"
)

// unknown is a value that cannot be known, with its reference.
func (m *module) unknown(t cty.Type, text string) cty.Value {
	mark := reference{text}
	if _, seen := m.order[mark]; !seen {
		m.order[mark] = len(m.order)
	}
	return cty.UnknownVal(t).Mark(mark)
}

// unknownAt is unknown with the expression's own text as reference.
func (m *module) unknownAt(t cty.Type, expression hclsyntax.Expression) cty.Value {
	return m.unknown(t, m.text(expression.Range()))
}

// text is source text on one line, cut where it is long.
func (m *module) text(r hcl.Range) string {
	file, found := m.sources[r.Filename]
	if !found {
		return "?"
	}
	text := file.slice(r)
	if len(text) > 4*maxReference {
		text = text[:4*maxReference]
	}
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > maxReference {
		text = strings.ToValidUTF8(text[:maxReference], "") + "…"
	}
	return text
}

// referenceOf is the first reference of an unknown value: as the expression names them, else as the module was read.
func (m *module) referenceOf(value cty.Value, expression hclsyntax.Expression) string {
	marks := value.Marks()
	if len(marks) == 0 {
		return ""
	}
	if expression != nil {
		if text := m.firstNamed(expression, marks); text != "" {
			return text
		}
	}
	first, at := "", -1
	for mark := range marks {
		if named, is := mark.(reference); is && (at < 0 || m.order[named] < at) {
			first, at = named.text, m.order[named]
		}
	}
	return first
}

func (m *module) firstNamed(expression hclsyntax.Expression, marks cty.ValueMarks) string {
	node := bare(expression)
	if len(marks) > 1 || isTraversal(node) {
		text := m.text(node.Range())
		if _, marked := marks[reference{text}]; marked {
			return text
		}
	}
	for _, slot := range slots(node) {
		if text := m.firstNamed(*slot, marks); text != "" {
			return text
		}
	}
	return ""
}

// unknownKey stands for a key that is not known, so that the object keeps its entries. The text between interpolations stays.
func (m *module) unknownKey(expression hclsyntax.Expression, value cty.Value, ctx *hcl.EvalContext) cty.Value {
	template, is := bare(expression).(*hclsyntax.TemplateExpr)
	if !is {
		return cty.StringVal(partOpens + "${" + m.referenceOr(value, expression) + "}" + partCloses)
	}
	var key strings.Builder
	for _, part := range template.Parts {
		if text, known := stringOf(quietly(part, ctx)); known {
			key.WriteString(text)
		} else {
			key.WriteString(partOpens + "${" + m.referenceOr(quietly(part, ctx), part) + "}" + partCloses)
		}
	}
	return cty.StringVal(key.String())
}

func (m *module) referenceOr(value cty.Value, expression hclsyntax.Expression) string {
	if text := m.referenceOf(value, expression); text != "" {
		return text
	}
	return m.text(expression.Range())
}

// withoutMarkers is a key as it is shown.
func withoutMarkers(key string) string {
	if !strings.Contains(key, partOpens) {
		return key
	}
	return strings.NewReplacer(partOpens, "", partCloses, "").Replace(key)
}

// markedPart is the reference within a string that holds an unknown part.
func markedPart(text string) (string, bool) {
	_, rest, found := strings.Cut(text, partOpens+"${")
	if !found {
		return "", false
	}
	inner, _, _ := strings.Cut(rest, "}"+partCloses)
	return inner, true
}

func quietly(expression hclsyntax.Expression, ctx *hcl.EvalContext) cty.Value {
	value, diags := expression.Value(ctx)
	if diags.HasErrors() {
		return cty.DynamicVal
	}
	return value
}
