package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// call is one instance of a module block whose source is a directory of the tree.
type call struct {
	module   *module
	object   *object
	instance *instance
	depth    int
}

// address is the module's address from the outermost one: `module.logs["a"].module.bucket`.
func (c *call) address() string {
	own := c.object.address
	if key := c.instance.key; key != cty.NilVal {
		text, _ := stringOf(key)
		if key.Type() == cty.Number {
			own += "[" + text + "]"
		} else {
			own += fmt.Sprintf("[%q]", text)
		}
	}
	if c.module.from != nil {
		return c.module.from.address() + "." + own
	}
	return own
}

// callAll makes every module that is called, and those that they call.
func (m *module) callAll() {
	for _, file := range m.files {
		for _, block := range file.body.Blocks {
			known, found := m.byBlock[block]
			if !found || known.mode != "module" {
				continue
			}
			instances, _ := m.instances(known)
			for _, one := range instances {
				if made := m.child(known, one); made != nil {
					m.calledModules = append(m.calledModules, made)
					made.callAll()
				}
			}
		}
	}
}

// child is the module that an instance of a call makes, or nil: of another repository, not there, or beyond a limit.
func (m *module) child(o *object, in *instance) *module {
	if made, known := m.children[in]; known {
		return made
	}
	m.children[in] = nil
	made := m.newChild(o, in)
	m.children[in] = made
	return made
}

func (m *module) newChild(o *object, in *instance) *module {
	d := m.sourceOf(o)
	if d == nil {
		return nil
	}
	depth := 1
	for at := m; at != nil; at = at.caller() {
		if at.directory == d {
			m.problem(o.block.TypeRange, fmt.Sprintf("%s leads back to the module %s, which calls it: it is not followed", o.address, shown(d.folder)), "depth")
			return nil
		}
		depth++
	}
	if depth > maxCalls {
		m.problem(o.block.TypeRange, fmt.Sprintf("%s is called through more than %d modules: it is not followed", o.address, maxCalls), "depth")
		return nil
	}
	if m.budget.modules--; m.budget.modules < 0 {
		m.problem(o.block.TypeRange, fmt.Sprintf("more than %d modules are called: the rest is not followed", maxModules), "depth")
		return nil
	}
	m.budget.grow()
	made := m.program.module(d, &call{module: m, object: o, instance: in, depth: depth})
	made.index()
	return made
}

func shown(directory string) string {
	if directory == "" {
		return "."
	}
	return directory
}

// caller is the module that calls this one, or nil.
func (m *module) caller() *module {
	if m.from == nil {
		return nil
	}
	return m.from.module
}

// sourceOf is the directory that a call names, or nil where that is not in the request.
func (m *module) sourceOf(o *object) *directory {
	attribute, named := o.block.Body.Attributes["source"]
	if !named {
		return nil
	}
	text, known := stringOf(m.apart(attribute.NameRange, func() cty.Value { return quietly(attribute.Expr, m.base) }))
	if !known || !strings.HasPrefix(text, "./") && !strings.HasPrefix(text, "../") && text != "." && text != ".." {
		return nil
	}
	at, inside := below(m.folder, text)
	if !inside {
		return nil
	}
	return m.directories[at]
}

// argument is what a call gives a variable of the module it makes.
func (c *call) argument(to *module, name string) (cty.Value, bool) {
	attribute, given := c.object.block.Body.Attributes[name]
	if !given || isCallSetting(name) {
		return cty.NilVal, false
	}
	value := c.module.apart(attribute.NameRange, func() cty.Value { return quietly(attribute.Expr, c.instance.ctx) })
	value = to.renamed(value, "var."+name)
	if plain, _ := value.Unmark(); plain.IsKnown() && plain.IsNull() {
		return c.nullArgument(to, name, value)
	}
	return value, true
}

// nullArgument is a null that is given: a variable that may not be null then takes its default.
func (c *call) nullArgument(to *module, name string, value cty.Value) (cty.Value, bool) {
	if declared, found := to.variables[name]; found {
		if setting, has := declared.body.Attributes["nullable"]; has {
			if allowed, known := truth(to.apart(setting.NameRange, func() cty.Value { return quietly(setting.Expr, to.base) })); known && !allowed {
				return cty.NilVal, false
			}
		}
	}
	return value, true
}

// isCallSetting says whether an argument of a module block is Terraform's own.
func isCallSetting(name string) bool {
	switch name {
	case "source", "version", "providers", "count", "for_each", "depends_on":
		return true
	}
	return false
}

// renamed gives the unknown parts of a value from another module the name that they have here: theirs may mean something else.
func (m *module) renamed(value cty.Value, name string) cty.Value {
	if value.IsWhollyKnown() {
		return value
	}
	m.budget.spend(1)
	plain, marks := value.Unmark()
	if !plain.IsKnown() {
		if documentPrefix(value) != "" {
			return plain.WithMarks(m.unknown(cty.String, name).Marks())
		}
		return m.unknown(plain.Type(), name)
	}
	kept := cty.ValueMarks{}
	for mark := range marks {
		if _, is := mark.(reference); !is {
			kept[mark] = struct{}{}
		}
	}
	t := plain.Type()
	switch {
	case t.IsObjectType(), t.IsMapType():
		entries := map[string]cty.Value{}
		for it := plain.ElementIterator(); it.Next(); {
			key, element := it.Element()
			entries[key.AsString()] = m.renamed(element, name+"."+key.AsString())
		}
		if t.IsMapType() {
			return cty.MapVal(entries).WithMarks(kept)
		}
		return cty.ObjectVal(entries).WithMarks(kept)
	case t.IsTupleType(), t.IsListType():
		elements := []cty.Value{}
		for it := plain.ElementIterator(); it.Next(); {
			_, element := it.Element()
			elements = append(elements, m.renamed(element, fmt.Sprintf("%s[%d]", name, len(elements))))
		}
		if t.IsListType() {
			return cty.ListVal(elements).WithMarks(kept)
		}
		return cty.TupleVal(elements).WithMarks(kept)
	}
	return m.unknown(t, name)
}

// output is what a module that is called gives under a name, or cty.NilVal.
func (m *module) output(o *object, in *instance, name string) cty.Value {
	if o.instances == nil {
		// The call's count needs its own output.
		return cty.NilVal
	}
	child := m.child(o, in)
	if child == nil {
		return cty.NilVal
	}
	attribute := child.outputAttribute(name)
	key := visit{"output", "", name}
	if attribute == nil || child.visiting[key] {
		return cty.NilVal
	}
	value, known := child.resolved[key]
	if !known {
		child.visiting[key] = true
		defer delete(child.visiting, key)
		value = child.apart(attribute.NameRange, func() cty.Value { return quietly(attribute.Expr, child.base) })
		child.resolved[key] = value
	}
	return m.renamed(value, o.address+"."+name)
}

func (m *module) outputAttribute(name string) *hclsyntax.Attribute {
	if block, declared := m.outputs[name]; declared {
		return block.Body.Attributes["value"]
	}
	return nil
}

// isLinkedOutput says whether a reference to an output is in truth one to a resource of the module that is called.
func (m *module) isLinkedOutput(o *object, at *place) bool {
	path, known := m.path(at.expression, at.ctx)
	if !known {
		return false
	}
	_, rest := objectAddress(path)
	chosen, rest, diags := m.chosenInstance(o, rest, at.expression)
	if diags.HasErrors() || chosen == nil || len(rest) != 1 {
		return false
	}
	step, is := rest[0].(hcl.TraverseAttr)
	child := m.child(o, chosen)
	if !is || child == nil {
		return false
	}
	attribute := child.outputAttribute(step.Name)
	return attribute != nil && child.isResourceReference(child.placeOf(attribute.Expr, child.base, 0))
}

// argumentPlace is where the value of a variable is given, or nil.
func (c *call) argumentPlace(name string, followed int) *place {
	attribute, given := c.object.block.Body.Attributes[name]
	if !given || isCallSetting(name) {
		return nil
	}
	found := *c.module.placeOf(attribute.Expr, c.instance.ctx, followed)
	if found.at == attribute.Expr.Range() {
		found.at = attribute.SrcRange
	}
	return &found
}

// decidedAt is where another module decides the value of an attribute that does nothing but hand it on.
func (m *module) decidedAt(attribute *hclsyntax.Attribute, ctx *hcl.EvalContext) (hcl.Range, bool) {
	if m.from == nil {
		return hcl.Range{}, false
	}
	found := m.placeApart(attribute.Expr, ctx)
	if found == nil || found.at.Filename == "" || directoryOf(found.at.Filename) == m.folder {
		return hcl.Range{}, false
	}
	return found.at, true
}
