package main

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// value evaluates one node for its guard. Outside `try` and `can` it never fails: what fails is unknown.
func (m *module) value(expression hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	m.budget.spend(1)
	value, diags := m.step(expression, ctx)
	if diags.HasErrors() {
		if m.strict > 0 {
			return value, diags
		}
		return m.unknownAt(cty.DynamicPseudoType, expression), nil
	}
	m.weighShallow(value)
	if plain, marks := value.Unmark(); !plain.IsKnown() && !hasReference(marks) {
		return value.WithSameMarks(m.unknownAt(cty.DynamicPseudoType, expression)), nil
	}
	return value, nil
}

func (m *module) step(expression hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	switch e := expression.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return m.traversal(e, ctx)
	case *hclsyntax.TemplateExpr:
		return m.template(e, ctx)
	case *hclsyntax.FunctionCallExpr:
		return m.call(e, ctx)
	case *hclsyntax.ConditionalExpr:
		return m.conditional(e, ctx)
	case *hclsyntax.ForExpr:
		return m.loop(e, ctx)
	case *hclsyntax.UnaryOpExpr:
		return m.unary(e, ctx)
	case *hclsyntax.IndexExpr, *hclsyntax.RelativeTraversalExpr, *hclsyntax.SplatExpr:
		return m.chain(e, ctx)
	default:
		return expression.Value(ctx)
	}
}

// literal is a value as an expression: what was evaluated already goes through HCL's evaluator once more without cost.
func literal(value cty.Value, like hclsyntax.Expression) hclsyntax.Expression {
	return &hclsyntax.LiteralValueExpr{Val: value, SrcRange: like.Range()}
}

// loop is HCL's own `for`. Over an unknown collection it has the collection's reference.
func (m *module) loop(e *hclsyntax.ForExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	collection, diags := e.CollExpr.Value(ctx)
	if diags.HasErrors() {
		return collection, diags
	}
	again := *e
	again.CollExpr = literal(collection, e.CollExpr)
	value, diags := again.Value(ctx)
	if plain, _ := value.Unmark(); !plain.IsKnown() {
		value = value.WithSameMarks(collection)
	}
	return value, diags
}

// unary is HCL's own operation, which drops an unknown operand's marks.
func (m *module) unary(e *hclsyntax.UnaryOpExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	operand, diags := e.Val.Value(ctx)
	if diags.HasErrors() {
		return operand, diags
	}
	again := *e
	again.Val = literal(operand, e.Val)
	value, diags := again.Value(ctx)
	return value.WithSameMarks(operand), diags
}

// conditional is HCL's own, but a branch that was not chosen and has another type does not make the value unknown.
func (m *module) conditional(e *hclsyntax.ConditionalExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	condition, diags := e.Condition.Value(ctx)
	if diags.HasErrors() {
		return condition, diags
	}
	again := *e
	again.Condition = literal(condition, e.Condition)
	branches := [2]cty.Value{}
	failures := [2]hcl.Diagnostics{}
	for i, branch := range []hclsyntax.Expression{e.TrueResult, e.FalseResult} {
		branches[i], failures[i] = branch.Value(ctx)
	}
	again.TrueResult, again.FalseResult = literal(branches[0], e.TrueResult), literal(branches[1], e.FalseResult)
	chosen, known := truth(condition)
	if !known {
		return again.Value(ctx)
	}
	side := 1
	if chosen {
		side = 0
	}
	if failures[side].HasErrors() {
		return branches[side], failures[side]
	}
	value, diags := again.Value(ctx)
	if diags.HasErrors() {
		return branches[side], nil
	}
	return value, nil
}

// truth is a known condition.
func truth(value cty.Value) (bool, bool) {
	plain, _ := value.Unmark()
	switch text, known := stringOf(plain); {
	case known && text == "true":
		return true, true
	case known && text == "false":
		return false, true
	}
	return false, false
}

// branch is the side of a conditional whose condition is known, or nil.
func (m *module) branch(e *hclsyntax.ConditionalExpr, ctx *hcl.EvalContext) hclsyntax.Expression {
	chosen, known := truth(quietly(e.Condition, ctx))
	switch {
	case !known:
		return nil
	case chosen:
		return e.TrueResult
	default:
		return e.FalseResult
	}
}

// template concatenates its parts by HCL's own rules. One that holds JSON is remembered, so that places lead into it and so
// that unknown parts do not hide the rest.
func (m *module) template(e *hclsyntax.TemplateExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	parts := make([]cty.Value, len(e.Parts))
	literals := make([]hclsyntax.Expression, len(e.Parts))
	size := 0
	for i, part := range e.Parts {
		value, diags := part.Value(ctx)
		if diags.HasErrors() {
			return value, diags
		}
		parts[i] = value
		literals[i] = literal(value, part)
		text, _ := stringOf(value)
		size += len(text)
	}
	m.weighText(size)
	value, diags := (&hclsyntax.TemplateExpr{Parts: literals, SrcRange: e.SrcRange}).Value(ctx)
	if diags.HasErrors() || !startsJSON(parts) {
		return value, diags
	}
	return m.templateDocument(e.Parts, parts, value), diags
}

// startsJSON says whether a template's text begins as a JSON object or array does.
func startsJSON(parts []cty.Value) bool {
	for _, part := range parts {
		text, known := stringOf(part)
		if !known {
			return false
		}
		if text = strings.TrimLeft(text, " \t\r\n"); text != "" {
			return text[0] == '{' || text[0] == '['
		}
	}
	return false
}

// chain evaluates indexing, attribute access and splats. Below a resource, a data source or a module they are one reference.
func (m *module) chain(e hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if root := chainRoot(e); root != nil && m.isObject(root.Traversal, ctx) {
		if value, diags, resolved := m.resolveChain(e, ctx); resolved {
			return value, diags
		}
		return m.unknownAt(cty.DynamicPseudoType, e), nil
	}
	value, diags := e.Value(ctx)
	return m.narrowed(value, e), diags
}

// narrowed gives an unknown part of an unknown value the longer reference: `var.x.name` below `var.x`.
func (m *module) narrowed(value cty.Value, e hclsyntax.Expression) cty.Value {
	if value.IsKnown() {
		return value
	}
	text := m.text(e.Range())
	for mark := range value.Marks() {
		named, is := mark.(reference)
		if is && len(text) > len(named.text) && strings.HasPrefix(text, named.text) && strings.ContainsRune(".[", rune(text[len(named.text)])) {
			return m.unknown(value.Type(), text)
		}
	}
	return value
}

// chainRoot is the traversal that indexing and attribute access begin with, or nil.
func chainRoot(expression hclsyntax.Expression) *hclsyntax.ScopeTraversalExpr {
	for {
		switch e := bare(expression).(type) {
		case *hclsyntax.ScopeTraversalExpr:
			return e
		case *hclsyntax.IndexExpr:
			expression = e.Collection
		case *hclsyntax.RelativeTraversalExpr:
			expression = e.Source
		case *hclsyntax.SplatExpr:
			expression = e.Source
		default:
			return nil
		}
	}
}

// stringOf is the text of a known primitive.
func stringOf(value cty.Value) (string, bool) {
	value, _ = value.Unmark()
	if value == cty.NilVal || !value.IsKnown() || value.IsNull() {
		return "", false
	}
	switch value.Type() {
	case cty.String:
		return value.AsString(), true
	case cty.Number:
		return numberText(value), true
	case cty.Bool:
		if value.True() {
			return "true", true
		}
		return "false", true
	}
	return "", false
}

func numberText(value cty.Value) string {
	number := value.AsBigFloat()
	if number.IsInt() {
		return number.Text('f', 0)
	}
	return number.Text('g', -1)
}
