package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
)

// readJSON reads a file in JSON syntax into the same tree as the native syntax, so that all else is one path.
func (m *module) readJSON(s *source) {
	file := &configFile{source: s, body: newBody(), override: isOverride(s.path), comments: []Comment{}}
	m.files = append(m.files, file)
	if jsonTooDeep(s.text) {
		m.diagnose(tooDeepDiagnostic(s.path))
		return
	}
	parsed, diags := hcljson.Parse(s.text, s.path)
	m.diagnose(diags)
	if parsed == nil {
		return
	}
	attributes, diags := parsed.Body.JustAttributes()
	m.diagnose(diags)
	for _, name := range sortedKeys(attributes) {
		attribute := attributes[name]
		if name != "//" {
			m.jsonBlocks(file.body, header{kind: name, at: attribute.NameRange}, labelCount(name), attribute.Expr)
		}
	}
	m.guardBody(file.body, "")
}

func newBody() *hclsyntax.Body {
	return &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
}

// labelCount is how many labels Terraform's top-level blocks have.
func labelCount(kind string) int {
	switch kind {
	case "resource", "data", "ephemeral":
		return 2
	case "module", "variable", "output", "provider", "check":
		return 1
	}
	return 0
}

// header is what stands before a block's body.
type header struct {
	kind   string
	labels []string
	at     hcl.Range
}

// jsonBlocks adds the blocks below a property: objects nest by label, and a list gives several blocks.
func (m *module) jsonBlocks(to *hclsyntax.Body, of header, labels int, expression hcl.Expression) {
	if list, isList := listOf(expression); isList {
		for _, element := range list {
			m.jsonBlocks(to, header{of.kind, of.labels, element.Range()}, labels, element)
		}
		return
	}
	entries, isObject := entriesOf(expression)
	if !isObject {
		return
	}
	if labels > 0 {
		for _, entry := range entries {
			if name := entry.name(); name != "//" {
				named := header{of.kind, append(of.labels[:len(of.labels):len(of.labels)], name), entry.Key.Range()}
				m.jsonBlocks(to, named, labels-1, entry.Value)
			}
		}
		return
	}
	to.Blocks = append(to.Blocks, &hclsyntax.Block{
		Type: of.kind, Labels: of.labels, Body: m.jsonBody(of, entries), TypeRange: of.at, CloseBraceRange: expression.Range(),
	})
}

type entry struct{ hcl.KeyValuePair }

func (e entry) name() string {
	value, _ := e.Key.Value(nil)
	text, _ := stringOf(value)
	return text
}

func entriesOf(expression hcl.Expression) ([]entry, bool) {
	pairs, diags := hcl.ExprMap(expression)
	found := make([]entry, len(pairs))
	for i, pair := range pairs {
		found[i] = entry{pair}
	}
	return found, !diags.HasErrors()
}

func listOf(expression hcl.Expression) ([]hcl.Expression, bool) {
	list, diags := hcl.ExprList(expression)
	return list, !diags.HasErrors()
}

func (m *module) jsonBody(of header, entries []entry) *hclsyntax.Body {
	body := newBody()
	for _, one := range entries {
		name := one.name()
		switch {
		case name == "//":
		case name == "dynamic":
			m.jsonBlocks(body, header{kind: "dynamic", at: one.Key.Range()}, 1, one.Value)
		case isJSONBlock(of.kind, name, one.Value):
			labels := 0
			if name == "backend" || name == "provisioner" {
				labels = 1
			}
			m.jsonBlocks(body, header{kind: name, at: one.Key.Range()}, labels, one.Value)
		default:
			body.Attributes[name] = &hclsyntax.Attribute{
				Name: name, Expr: m.jsonExpression(one.Value, of.kind == "variable" && name == "type"),
				SrcRange: hcl.RangeBetween(one.Key.Range(), one.Value.Range()), NameRange: one.Key.Range(),
			}
		}
	}
	return body
}

// isJSONBlock guesses whether a property is a nested block: the syntax does not say, only a provider's schema would. In
// resources an object is taken for a block unless its name is that of a map.
func isJSONBlock(parent, name string, value hcl.Expression) bool {
	switch parent {
	case "locals", "module", "output", "required_providers":
		return false
	case "variable":
		return name == "validation"
	}
	if isNames(parent, name) || isMapName(name) {
		return false
	}
	if list, isList := listOf(value); isList {
		for _, element := range list {
			if _, isObject := entriesOf(element); !isObject {
				return false
			}
		}
		return len(list) > 0
	}
	_, isObject := entriesOf(value)
	return isObject
}

func isMapName(name string) bool {
	for _, ending := range []string{"tags", "tags_all", "labels", "annotations", "variables", "parameters", "headers", "attributes",
		"options", "metadata", "triggers", "keepers", "data", "secrets", "for_each"} {
		if name == ending || strings.HasSuffix(name, "_"+ending) {
			return true
		}
	}
	return false
}

// jsonExpression makes the native expression of a JSON value. It keeps the place of the JSON by standing in parentheses.
func (m *module) jsonExpression(expression hcl.Expression, isType bool) hclsyntax.Expression {
	at := expression.Range()
	if list, isList := listOf(expression); isList {
		made := &hclsyntax.TupleConsExpr{SrcRange: at, OpenRange: at}
		for _, element := range list {
			made.Exprs = append(made.Exprs, m.jsonExpression(element, false))
		}
		return made
	}
	if entries, isObject := entriesOf(expression); isObject {
		made := &hclsyntax.ObjectConsExpr{SrcRange: at, OpenRange: at}
		for _, one := range entries {
			made.Items = append(made.Items, hclsyntax.ObjectConsItem{
				KeyExpr:   &hclsyntax.ObjectConsKeyExpr{Wrapped: m.jsonTemplate(one.name(), one.Key.Range(), false), ForceNonLiteral: true},
				ValueExpr: m.jsonExpression(one.Value, false),
			})
		}
		return made
	}
	value, _ := expression.Value(nil)
	if value.Type() == cty.String && value.IsKnown() && !value.IsNull() {
		return m.jsonTemplate(value.AsString(), at, isType)
	}
	return &hclsyntax.LiteralValueExpr{Val: value, SrcRange: at}
}

func (m *module) jsonTemplate(text string, at hcl.Range, isType bool) hclsyntax.Expression {
	name, start := m.decoded(text, at)
	tokens, _ := hclsyntax.LexTemplate([]byte(text), name, start)
	if message, where := tooComplex(tokens); message != "" {
		m.problem(*where, message, "error")
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: at}
	}
	if isType {
		if made, diags := hclsyntax.ParseExpression([]byte(text), name, start); !diags.HasErrors() {
			return made
		}
	}
	made, diags := hclsyntax.ParseTemplate([]byte(text), name, start)
	m.diagnose(diags)
	if made == nil || diags.HasErrors() {
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: at}
	}
	return &hclsyntax.ParenthesesExpr{Expression: made, SrcRange: at}
}

// decoded says under which name and from where a JSON string's text is parsed. One with escapes is a source of its own, whose
// bytes know their places in the file.
func (m *module) decoded(text string, at hcl.Range) (string, hcl.Pos) {
	if at.End.Byte-at.Start.Byte == len(text)+2 {
		start := at.Start
		start.Byte++
		start.Column++
		return at.Filename, start
	}
	inside := at
	inside.Start.Byte++
	inside.End.Byte--
	made := newSource(at.Filename, text)
	made.origin = m.sources[at.Filename]
	made.offsets = append(m.offsets(text, inside), inside.End.Byte)
	name := fmt.Sprintf("%s\x00%d", at.Filename, at.Start.Byte)
	m.sources[name] = made
	return name, hcl.Pos{Line: 1, Column: 1}
}
