package main

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// place is where a value stands in the text, and where its elements do. It is best effort: a value that was computed stands
// where the nearest expression does.
type place struct {
	at         hcl.Range
	expression hclsyntax.Expression
	ctx        *hcl.EvalContext
	// child is the place of an element or entry, or nil where there is none of its own.
	child func(key string) *place
}

// below is the place of an element, or nil.
func (p *place) below(key string) *place {
	if p == nil || p.child == nil {
		return nil
	}
	return p.child(key)
}

// iterator says where the values of `each` or of a dynamic block's iterator stand.
type iterator struct {
	name  string
	value *place
}

// maxFollowed bounds how far a place is followed through locals.
const maxFollowed = 20

// placeOf follows an expression's structure: literals, locals, branches that were taken, and functions that keep elements.
func (m *module) placeOf(expression hclsyntax.Expression, ctx *hcl.EvalContext, followed int) *place {
	m.budget.spend(1)
	found := &place{at: expression.Range(), expression: expression, ctx: ctx}
	switch e := bare(expression).(type) {
	case *hclsyntax.ObjectConsExpr:
		found.child = func(key string) *place { return m.entryPlace(e, key, ctx, followed) }
	case *hclsyntax.TupleConsExpr:
		found.child = func(key string) *place {
			index, err := strconv.Atoi(key)
			if err != nil || index < 0 || index >= len(e.Exprs) {
				return nil
			}
			return m.placeOf(e.Exprs[index], ctx, followed)
		}
	case *hclsyntax.ConditionalExpr:
		if chosen := m.branch(e, ctx); chosen != nil {
			return m.placeOf(chosen, ctx, followed)
		}
	case *hclsyntax.IndexExpr:
		if key, known := stringOf(quietly(e.Key, ctx)); known {
			if target := m.placeOf(e.Collection, ctx, followed).below(key); target != nil {
				return target
			}
		}
	case *hclsyntax.RelativeTraversalExpr:
		if target := alongSteps(m.placeOf(e.Source, ctx, followed), e.Traversal); target != nil {
			return target
		}
	case *hclsyntax.FunctionCallExpr:
		if chosen := m.chosenArgument(e, ctx); chosen != nil {
			return m.placeOf(chosen, ctx, followed)
		}
		m.callPlace(found, e, ctx, followed)
	case *hclsyntax.ForExpr:
		found.child = func(key string) *place {
			if handed := m.handedOn(e, key, ctx, followed); handed != nil {
				return handed
			}
			// Its elements all come from one expression, which is looked at without the iteration's variables.
			return m.staticPlace(e.ValExpr)
		}
	case *hclsyntax.ScopeTraversalExpr:
		if target := m.followed(e, ctx, followed); target != nil {
			return target
		}
	}
	return found
}

// staticPlace is the place of an expression of which only literal structure is looked at.
func (m *module) staticPlace(expression hclsyntax.Expression) *place {
	found := &place{at: expression.Range()}
	switch e := bare(expression).(type) {
	case *hclsyntax.ObjectConsExpr:
		found.child = func(key string) *place {
			for i := len(e.Items) - 1; i >= 0; i-- {
				if name := literalKey(e.Items[i].KeyExpr); name == key {
					return within(m.staticPlace(e.Items[i].ValueExpr), e.Items[i])
				}
			}
			return nil
		}
	case *hclsyntax.TupleConsExpr:
		found.child = func(key string) *place {
			if index, err := strconv.Atoi(key); err == nil && index >= 0 && index < len(e.Exprs) {
				return m.staticPlace(e.Exprs[index])
			}
			return nil
		}
	}
	return found
}

func literalKey(expression hclsyntax.Expression) string {
	if name := hcl.ExprAsKeyword(expression); name != "" {
		return name
	}
	if template, is := bare(expression).(*hclsyntax.TemplateExpr); is && template.IsStringLiteral() {
		text, _ := stringOf(quietly(template.Parts[0], nil))
		return text
	}
	return ""
}

func (m *module) entryPlace(e *hclsyntax.ObjectConsExpr, key string, ctx *hcl.EvalContext, followed int) *place {
	for i := len(e.Items) - 1; i >= 0; i-- {
		name, known := stringOf(quietly(e.Items[i].KeyExpr, ctx))
		if known && name == key {
			return within(m.placeOf(e.Items[i].ValueExpr, ctx, followed), e.Items[i])
		}
	}
	return nil
}

// within is an entry's place: from its key to the end of its value, unless the value was followed elsewhere.
func within(value *place, item hclsyntax.ObjectConsItem) *place {
	entry := *value
	entry.at = hcl.RangeBetween(item.KeyExpr.Range(), item.ValueExpr.Range())
	return &entry
}

// handedOn is the place of an element that a `for` takes over, or takes a part of, under the key that it had.
func (m *module) handedOn(e *hclsyntax.ForExpr, key string, ctx *hcl.EvalContext, followed int) *place {
	value, is := bare(e.ValExpr).(*hclsyntax.ScopeTraversalExpr)
	if !is || value.Traversal.RootName() != e.ValVar || e.Group {
		return nil
	}
	if e.KeyExpr == nil && e.CondExpr != nil {
		// Elements that are left out shift the others.
		return nil
	}
	if e.KeyExpr != nil {
		name, named := bare(e.KeyExpr).(*hclsyntax.ScopeTraversalExpr)
		if !named || len(name.Traversal) != 1 || name.Traversal.RootName() != e.KeyVar {
			return nil
		}
	}
	return alongSteps(m.placeOf(e.CollExpr, ctx, followed).below(key), value.Traversal[1:])
}

// chosenArgument is the argument whose value a function hands on, or nil.
func (m *module) chosenArgument(e *hclsyntax.FunctionCallExpr, ctx *hcl.EvalContext) hclsyntax.Expression {
	if len(e.Args) == 0 || e.ExpandFinal {
		return nil
	}
	switch e.Name {
	case "try":
		for _, argument := range e.Args {
			if _, failed := m.strictly(argument, ctx); !failed.HasErrors() {
				return argument
			}
		}
	case "coalesce":
		for _, argument := range e.Args {
			value, _ := quietly(argument, ctx).Unmark()
			if !value.IsKnown() {
				return nil
			}
			if text, is := stringOf(value); !value.IsNull() && !(is && text == "" && value.Type() == cty.String) {
				return argument
			}
		}
	case "tostring", "tonumber", "tobool", "nonsensitive", "sensitive", "tolist", "tomap":
		return e.Args[0]
	}
	return nil
}

// callPlace follows functions that hand their arguments' elements on.
func (m *module) callPlace(found *place, e *hclsyntax.FunctionCallExpr, ctx *hcl.EvalContext, followed int) {
	if len(e.Args) == 0 || e.ExpandFinal {
		return
	}
	switch e.Name {
	case "merge":
		found.child = func(key string) *place {
			for i := len(e.Args) - 1; i >= 0; i-- {
				if entry := m.placeOf(e.Args[i], ctx, followed).below(key); entry != nil {
					return entry
				}
			}
			return nil
		}
	case "lookup":
		if key, known := stringOf(quietly(e.Args[min(1, len(e.Args)-1)], ctx)); known && len(e.Args) > 1 {
			if target := m.placeOf(e.Args[0], ctx, followed).below(key); target != nil {
				*found = *target
			}
		}
	case "list":
		found.child = func(key string) *place {
			if index, err := strconv.Atoi(key); err == nil && index >= 0 && index < len(e.Args) {
				return m.placeOf(e.Args[index], ctx, followed)
			}
			return nil
		}
	case "map":
		found.child = func(key string) *place {
			for i := len(e.Args)&^1 - 2; i >= 0; i -= 2 {
				if name, known := stringOf(quietly(e.Args[i], ctx)); known && name == key {
					return m.placeOf(e.Args[i+1], ctx, followed)
				}
			}
			return nil
		}
	case "concat":
		found.child = func(key string) *place { return m.concatPlace(e, key, ctx, followed) }
	case "tolist", "tomap", "tostring", "sensitive", "nonsensitive", "try", "defaults":
		found.child = func(key string) *place { return m.placeOf(e.Args[0], ctx, followed).below(key) }
	}
}

func (m *module) concatPlace(e *hclsyntax.FunctionCallExpr, key string, ctx *hcl.EvalContext, followed int) *place {
	index, err := strconv.Atoi(key)
	if err != nil {
		return nil
	}
	for _, argument := range e.Args {
		value, _ := quietly(argument, ctx).Unmark()
		if !iterable(value) {
			return nil
		}
		if length := value.LengthInt(); index >= length {
			index -= length
			continue
		}
		return m.placeOf(argument, ctx, followed).below(strconv.Itoa(index))
	}
	return nil
}

// followed is the place that a reference to a local or an iterator leads to, or nil.
func (m *module) followed(e *hclsyntax.ScopeTraversalExpr, ctx *hcl.EvalContext, followed int) *place {
	if followed >= maxFollowed {
		return nil
	}
	root := e.Traversal.RootName()
	if inScope(ctx, root) {
		return m.iteratorPlace(e.Traversal, ctx)
	}
	if len(e.Traversal) < 2 || root != "local" && root != "var" {
		return nil
	}
	name, is := e.Traversal[1].(hcl.TraverseAttr)
	if root == "var" && is && m.from != nil {
		return alongSteps(m.from.argumentPlace(name.Name, followed+1), e.Traversal[2:])
	}
	target, declared := m.locals[name.Name]
	if !is || !declared || root != "local" {
		return nil
	}
	return alongSteps(m.placeOf(target.attribute.Expr, m.base, followed+1), e.Traversal[2:])
}

func (m *module) iteratorPlace(traversal hcl.Traversal, ctx *hcl.EvalContext) *place {
	if len(traversal) < 2 {
		return nil
	}
	if step, is := traversal[1].(hcl.TraverseAttr); !is || step.Name != "value" {
		return nil
	}
	for ; ctx != nil; ctx = ctx.Parent() {
		if _, here := ctx.Variables[traversal.RootName()]; !here {
			continue
		}
		if found, is := m.iterators[ctx]; is && found.name == traversal.RootName() {
			return alongSteps(found.value, traversal[2:])
		}
		return nil
	}
	return nil
}

func alongSteps(start *place, steps hcl.Traversal) *place {
	for _, step := range steps {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			start = start.below(s.Name)
		case hcl.TraverseIndex:
			key, _ := stringOf(s.Key)
			start = start.below(key)
		default:
			return nil
		}
	}
	return start
}

// isResourceReference says whether a value is nothing but a reference to a resource's attribute, or to an output that is one.
func (m *module) isResourceReference(at *place) bool {
	if at == nil || at.expression == nil || m.moduleAt(at.ctx) != m {
		return false
	}
	root := chainRoot(at.expression)
	if root == nil || !m.isObject(root.Traversal, at.ctx) {
		return false
	}
	address, _ := objectAddress(root.Traversal)
	target, found := m.objects[address]
	if !found || target.mode == "module" {
		return found && m.isLinkedOutput(target, at)
	}
	return target.mode == "resource"
}
