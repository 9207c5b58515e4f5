package main

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// traversal resolves a reference: an iterator, a variable, a local, or an attribute of a block of the module.
func (m *module) traversal(e *hclsyntax.ScopeTraversalExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	root := e.Traversal.RootName()
	if inScope(ctx, root) {
		value, diags := e.Traversal.TraverseAbs(ctx)
		return m.iterated(value, e), diags
	}
	switch root {
	case "var":
		return m.named(e, m.variable, m.allVariables)
	case "local":
		return m.named(e, m.local, m.allLocals)
	}
	if m.isObject(e.Traversal, ctx) {
		if value, diags, resolved := m.resolveChain(e, ctx); resolved {
			return value, diags
		}
	}
	return m.unknownAt(cty.DynamicPseudoType, e), nil
}

// iterated is the value of an iterator: a key that holds an unknown part is unknown.
func (m *module) iterated(value cty.Value, e *hclsyntax.ScopeTraversalExpr) cty.Value {
	m.weigh(value)
	if plain, _ := value.Unmark(); plain.Type() == cty.String && plain.IsKnown() && !plain.IsNull() {
		if text, marked := markedPart(plain.AsString()); marked {
			return m.unknown(cty.String, text)
		}
	}
	return m.narrowed(value, e)
}

func inScope(ctx *hcl.EvalContext, name string) bool {
	for ; ctx != nil; ctx = ctx.Parent() {
		if _, found := ctx.Variables[name]; found {
			return true
		}
	}
	return false
}

// named resolves `var.x.…` and `local.x.…`; `var` or `local` alone is the object of all.
func (m *module) named(e *hclsyntax.ScopeTraversalExpr, one func(string) cty.Value, all func() cty.Value) (cty.Value, hcl.Diagnostics) {
	if len(e.Traversal) == 1 {
		value := all()
		m.weigh(value)
		return value, nil
	}
	attribute, is := e.Traversal[1].(hcl.TraverseAttr)
	if !is {
		index, isIndex := e.Traversal[1].(hcl.TraverseIndex)
		if !isIndex || index.Key.Type() != cty.String {
			return m.unknownAt(cty.DynamicPseudoType, e), nil
		}
		attribute.Name = index.Key.AsString()
	}
	value := one(attribute.Name)
	if len(e.Traversal) == 2 {
		return value, nil
	}
	part, diags := e.Traversal[2:].TraverseRel(value)
	return m.narrowed(part, e), diags
}

// isObject says whether a traversal begins at a resource, a data source or a module.
func (m *module) isObject(traversal hcl.Traversal, ctx *hcl.EvalContext) bool {
	switch root := traversal.RootName(); root {
	case "var", "local", "path", "terraform", "self", "each", "count":
		return false
	default:
		return !inScope(ctx, root)
	}
}

// resolveChain finds the value of `T.n.attribute` and its like where the module's own text says it.
func (m *module) resolveChain(e hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics, bool) {
	if splat, is := bare(e).(*hclsyntax.SplatExpr); is {
		return m.resolveSplat(splat, ctx)
	}
	path, known := m.path(e, ctx)
	if !known {
		return cty.NilVal, nil, false
	}
	return m.resolvePath(path, e)
}

// path is a chain with its computed keys evaluated.
func (m *module) path(expression hclsyntax.Expression, ctx *hcl.EvalContext) (hcl.Traversal, bool) {
	switch e := bare(expression).(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return e.Traversal, true
	case *hclsyntax.RelativeTraversalExpr:
		path, known := m.path(e.Source, ctx)
		return append(path[:len(path):len(path)], e.Traversal...), known
	case *hclsyntax.IndexExpr:
		path, known := m.path(e.Collection, ctx)
		key, _ := quietly(e.Key, ctx).Unmark()
		if !known || !key.IsKnown() || key.IsNull() || !key.Type().IsPrimitiveType() {
			return nil, false
		}
		return append(path[:len(path):len(path)], hcl.TraverseIndex{Key: key}), true
	default:
		return nil, false
	}
}

// resolvePath resolves `T.n.attribute`, `T.n[key].attribute` and the same below `data`.
func (m *module) resolvePath(path hcl.Traversal, e hclsyntax.Expression) (cty.Value, hcl.Diagnostics, bool) {
	address, rest := objectAddress(path)
	object, found := m.objects[address]
	if !found {
		return cty.NilVal, nil, false
	}
	chosen, rest, diags := m.chosenInstance(object, rest, e)
	if diags.HasErrors() {
		return cty.DynamicVal, diags, true
	}
	if chosen == nil || len(rest) == 0 {
		return cty.NilVal, nil, false
	}
	attribute, is := rest[0].(hcl.TraverseAttr)
	if !is {
		return cty.NilVal, nil, false
	}
	value := m.objectAttribute(object, chosen, attribute.Name)
	if value == cty.NilVal {
		return cty.NilVal, nil, false
	}
	part, diags := rest[1:].TraverseRel(value)
	// What is null in the text may well be computed by the provider.
	if !diags.HasErrors() && (part.IsNull() || !part.IsKnown() && documentPrefix(part) == "") {
		return cty.NilVal, nil, false
	}
	return part, diags, true
}

// objectAddress splits a path into `T.n` or `data.T.n` and what follows.
func objectAddress(path hcl.Traversal) (string, hcl.Traversal) {
	if len(path) < 2 {
		return "", nil
	}
	address, taken := path.RootName(), 1
	if address == "resource" {
		return "", nil
	}
	for want := 2; taken < want && taken < len(path); taken++ {
		attribute, is := path[taken].(hcl.TraverseAttr)
		if !is {
			return "", nil
		}
		address += "." + attribute.Name
		if path.RootName() == "data" {
			want = 3
		}
	}
	return address, path[taken:]
}

// chosenInstance takes the index off a path. There is no instance where it cannot be known which; it is an error where it does
// not exist.
func (m *module) chosenInstance(object *object, rest hcl.Traversal, e hclsyntax.Expression) (*instance, hcl.Traversal, hcl.Diagnostics) {
	instances, known := m.instances(object)
	if !object.repeated {
		return instances[0], rest, nil
	}
	if len(rest) == 0 {
		return nil, rest, nil
	}
	index, is := rest[0].(hcl.TraverseIndex)
	if !is || !known {
		return nil, rest, nil
	}
	for _, candidate := range instances {
		if sameKey(candidate.key, index.Key) {
			return candidate, rest[1:], nil
		}
	}
	subject := e.Range()
	return nil, rest, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "No such instance", Subject: &subject}}
}

func sameKey(a, b cty.Value) bool {
	left, knownLeft := stringOf(a)
	right, knownRight := stringOf(b)
	return knownLeft && knownRight && left == right
}

// objectAttribute is what the block's text says of an attribute, or cty.NilVal. What a provider computes is not there.
func (m *module) objectAttribute(object *object, chosen *instance, name string) cty.Value {
	if object.mode == "module" {
		return m.output(object, chosen, name)
	}
	if object.mode == "data" {
		if object.kind == policyDocumentType && name == "json" {
			return m.policyJSON(object, chosen)
		}
		return cty.NilVal
	}
	attribute, found := object.block.Body.Attributes[name]
	if !found || object.mode != "resource" {
		return cty.NilVal
	}
	key := visit{object.address, chosen.name, name}
	if m.visiting[key] {
		return cty.NilVal
	}
	if value, known := m.resolved[key]; known {
		return value
	}
	m.visiting[key] = true
	defer delete(m.visiting, key)
	value := m.apart(attribute.NameRange, func() cty.Value { return quietly(attribute.Expr, chosen.ctx) })
	m.resolved[key] = value
	return value
}

// resolveSplat resolves `T.n[*].attribute` where the instances are known.
func (m *module) resolveSplat(e *hclsyntax.SplatExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics, bool) {
	path, known := m.path(e.Source, ctx)
	each, is := bare(e.Each).(*hclsyntax.RelativeTraversalExpr)
	if !known || !is || bare(each.Source) != hclsyntax.Expression(e.Item) {
		return cty.NilVal, nil, false
	}
	address, rest := objectAddress(path)
	object, found := m.objects[address]
	if !found || len(rest) > 0 {
		return cty.NilVal, nil, false
	}
	instances, countable := m.instances(object)
	if !countable {
		return cty.NilVal, nil, false
	}
	values := make([]cty.Value, len(instances))
	for i, one := range instances {
		full := append(path[:len(path):len(path)], one.index()...)
		value, diags, resolved := m.resolvePath(append(full, each.Traversal...), e)
		if !resolved || diags.HasErrors() {
			value = m.unknownAt(cty.DynamicPseudoType, e)
		}
		values[i] = value
	}
	return cty.TupleVal(values), nil, true
}
