package main

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// guard stands before a node of HCL's syntax tree, so that each step of HCL's own evaluation is counted, references are resolved
// against the module of the scope, and what fails is unknown instead of an error.
type guard struct {
	hclsyntax.Expression
	program *program
}

func (g *guard) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return g.program.moduleAt(ctx).value(g.Expression, ctx)
}

// keyGuard stands before a key that is computed: an object with an unknown key keeps its other entries.
type keyGuard struct {
	hclsyntax.Expression
	program *program
}

func (g *keyGuard) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	value, diags := g.Expression.Value(ctx)
	if diags.HasErrors() || value.IsKnown() {
		return value, diags
	}
	return g.program.moduleAt(ctx).unknownKey(g.Expression, value, ctx), diags
}

// bare is the node below guards, parentheses and a template of one interpolation.
func bare(expression hclsyntax.Expression) hclsyntax.Expression {
	for {
		switch e := expression.(type) {
		case *guard:
			expression = e.Expression
		case *keyGuard:
			expression = e.Expression
		case *hclsyntax.ParenthesesExpr:
			expression = e.Expression
		case *hclsyntax.TemplateWrapExpr:
			expression = e.Wrapped
		case *hclsyntax.ObjectConsKeyExpr:
			expression = e.Wrapped
		default:
			return expression
		}
	}
}

// guarded puts guards into a syntax tree, in place.
func (m *module) guarded(expression hclsyntax.Expression) hclsyntax.Expression {
	for _, slot := range slots(expression) {
		*slot = m.guarded(*slot)
	}
	switch e := expression.(type) {
	case *hclsyntax.ObjectConsKeyExpr:
		if e.ForceNonLiteral || hcl.ExprAsKeyword(e.Wrapped) == "" && !isTraversal(e.Wrapped) {
			e.Wrapped = m.guarded(e.Wrapped)
			return &keyGuard{e, m.program}
		}
		return e
	case *hclsyntax.LiteralValueExpr:
		if tooLarge(e.Val) {
			return &guard{e, m.program}
		}
		return e
	case *hclsyntax.ParenthesesExpr, *hclsyntax.TemplateWrapExpr, *hclsyntax.AnonSymbolExpr,
		*hclsyntax.ExprSyntaxError, *guard, *keyGuard, nil:
		return expression
	default:
		return &guard{expression, m.program}
	}
}

func isTraversal(expression hclsyntax.Expression) bool {
	_, is := expression.(*hclsyntax.ScopeTraversalExpr)
	return is
}

// slots are the places of a node's children that are expressions.
func slots(expression hclsyntax.Expression) []*hclsyntax.Expression {
	switch e := expression.(type) {
	case *hclsyntax.ParenthesesExpr:
		return []*hclsyntax.Expression{&e.Expression}
	case *hclsyntax.TemplateExpr:
		return each(e.Parts)
	case *hclsyntax.TemplateWrapExpr:
		return []*hclsyntax.Expression{&e.Wrapped}
	case *hclsyntax.TemplateJoinExpr:
		return []*hclsyntax.Expression{&e.Tuple}
	case *hclsyntax.FunctionCallExpr:
		return each(e.Args)
	case *hclsyntax.ConditionalExpr:
		return []*hclsyntax.Expression{&e.Condition, &e.TrueResult, &e.FalseResult}
	case *hclsyntax.IndexExpr:
		return []*hclsyntax.Expression{&e.Collection, &e.Key}
	case *hclsyntax.RelativeTraversalExpr:
		return []*hclsyntax.Expression{&e.Source}
	case *hclsyntax.TupleConsExpr:
		return each(e.Exprs)
	case *hclsyntax.ObjectConsExpr:
		return items(e.Items)
	case *hclsyntax.ForExpr:
		return present(&e.CollExpr, &e.KeyExpr, &e.ValExpr, &e.CondExpr)
	case *hclsyntax.SplatExpr:
		return []*hclsyntax.Expression{&e.Source, &e.Each}
	case *hclsyntax.BinaryOpExpr:
		return []*hclsyntax.Expression{&e.LHS, &e.RHS}
	case *hclsyntax.UnaryOpExpr:
		return []*hclsyntax.Expression{&e.Val}
	default:
		return nil
	}
}

func each(expressions []hclsyntax.Expression) []*hclsyntax.Expression {
	found := make([]*hclsyntax.Expression, len(expressions))
	for i := range expressions {
		found[i] = &expressions[i]
	}
	return found
}

func items(entries []hclsyntax.ObjectConsItem) []*hclsyntax.Expression {
	found := make([]*hclsyntax.Expression, 0, 2*len(entries))
	for i := range entries {
		found = append(found, &entries[i].KeyExpr, &entries[i].ValueExpr)
	}
	return found
}

func present(places ...*hclsyntax.Expression) []*hclsyntax.Expression {
	found := places[:0]
	for _, place := range places {
		if *place != nil {
			found = append(found, place)
		}
	}
	return found
}
