package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// variable is a variable's value: from a values file, else its default, else unknown.
func (m *module) variable(name string) cty.Value {
	found, declared := m.variables[name]
	if !declared {
		return m.unknown(cty.DynamicPseudoType, "var."+name)
	}
	if !found.done {
		found.done = true
		found.value = m.unknown(cty.DynamicPseudoType, "var."+name)
		if value := m.apart(found.body.SrcRange, func() cty.Value { return m.variableValue(name, found.body) }); value != cty.DynamicVal {
			found.value = value
		}
	}
	m.weigh(found.value)
	return found.value
}

func (m *module) variableValue(name string, body *hclsyntax.Body) cty.Value {
	constraint, defaults := cty.DynamicPseudoType, (*typeexpr.Defaults)(nil)
	if attribute, typed := body.Attributes["type"]; typed {
		// A type that cannot be read is Terraform's to refuse: the value stays as it is written.
		if old, is := oldType(attribute.Expr); is {
			constraint = old
		} else if parsed, withDefaults, diags := typeexpr.TypeConstraintWithDefaults(attribute.Expr); !diags.HasErrors() {
			constraint, defaults = parsed, withDefaults
		}
	}
	unknown := m.unknown(constraint.WithoutOptionalAttributesDeep(), "var."+name)
	value, given := m.givenValue(name)
	if fallback, has := body.Attributes["default"]; !given && has {
		value, given = quietly(fallback.Expr, m.base), true
	}
	if !given {
		return unknown
	}
	m.weigh(value)
	if defaults != nil && !value.IsNull() {
		value = defaults.Apply(value)
	}
	converted, err := convert.Convert(value, constraint)
	if err != nil {
		return unknown
	}
	m.weigh(converted)
	return converted
}

// givenValue is what a call or a values file gives a variable.
func (m *module) givenValue(name string) (cty.Value, bool) {
	if m.from != nil {
		return m.from.argument(m, name)
	}
	value, given := m.given[name]
	return value, given
}

// oldType is a type as it was written before Terraform 0.12, which is still accepted: `list`, or a type in quotes.
func oldType(expression hclsyntax.Expression) (cty.Type, bool) {
	name := hcl.ExprAsKeyword(expression)
	if template, is := bare(expression).(*hclsyntax.TemplateExpr); is {
		name, _ = stringOf(quietly(template, nil))
		if name == "string" {
			return cty.String, true
		}
	}
	switch name {
	case "list":
		return cty.List(cty.DynamicPseudoType), true
	case "map":
		return cty.Map(cty.DynamicPseudoType), true
	case "set":
		return cty.Set(cty.DynamicPseudoType), true
	}
	return cty.NilType, false
}

func (m *module) allVariables() cty.Value {
	values := map[string]cty.Value{}
	for name := range m.variables {
		values[name] = m.variable(name)
	}
	return cty.ObjectVal(values)
}

// local is a local's value. A local that needs itself is unknown.
func (m *module) local(name string) cty.Value {
	found, declared := m.locals[name]
	if !declared {
		return m.unknown(cty.DynamicPseudoType, "local."+name)
	}
	if found.visiting {
		return m.unknown(cty.DynamicPseudoType, "local."+name)
	}
	if !found.done {
		found.visiting = true
		found.value = m.apart(found.attribute.NameRange, func() cty.Value { return quietly(found.attribute.Expr, m.base) })
		found.visiting = false
		weight, bearable := m.weightOf(found.value)
		found.weight = weight
		if found.value == cty.DynamicVal || !bearable {
			found.value, found.weight = m.unknown(cty.DynamicPseudoType, "local."+name), 1
		}
		found.done = true
	}
	m.budget.spend(found.weight)
	return found.value
}

func (m *module) allLocals() cty.Value {
	values := map[string]cty.Value{}
	for _, name := range sortedKeys(m.locals) {
		values[name] = m.local(name)
	}
	return cty.ObjectVal(values)
}

// readValues takes the values of terraform.tfvars and its like. Terraform reads terraform.tfvars before *.auto.tfvars, which is
// not the order of their names.
func (m *module) readValues(s *source, isJSON bool) {
	attributes, diags := valuesOf(s, isJSON)
	m.diagnose(diags)
	first := readBefore(s.path)
	for name, attribute := range attributes {
		if _, given := m.given[name]; given && first {
			continue
		}
		value := m.apart(attribute.NameRange, func() cty.Value {
			expression := attribute.Expr
			if syntax, is := expression.(hclsyntax.Expression); is {
				expression = m.guarded(syntax)
			}
			found, diags := expression.Value(nil)
			if diags.HasErrors() {
				return cty.DynamicVal
			}
			m.weigh(found)
			return found
		})
		if value == cty.DynamicVal {
			// Some value is given: it is not the variable's default.
			value = m.unknown(cty.DynamicPseudoType, "var."+name)
		}
		m.given[name] = value
	}
}

// readBefore says whether a values file is read before all *.auto.tfvars.
func readBefore(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return name == "terraform.tfvars" || name == "terraform.tfvars.json"
}

func valuesOf(s *source, isJSON bool) (hcl.Attributes, hcl.Diagnostics) {
	if isJSON {
		if jsonTooDeep(s.text) {
			return nil, tooDeepDiagnostic(s.path)
		}
		file, diags := hcljson.Parse(s.text, s.path)
		if file == nil {
			return nil, diags
		}
		attributes, more := file.Body.JustAttributes()
		return attributes, append(diags, more...)
	}
	start := hcl.Pos{Line: 1, Column: 1}
	if !looksPlain(s.text) {
		tokens, _ := hclsyntax.LexConfig(s.text, s.path, start)
		if message, at := tooComplex(tokens); message != "" {
			return nil, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: message, Subject: at}}
		}
	}
	file, diags := hclsyntax.ParseConfig(s.text, s.path, start)
	if file == nil {
		return nil, diags
	}
	// Blocks are no values, which is Terraform's to refuse.
	attributes, _ := file.Body.JustAttributes()
	return attributes, diags
}

func tooDeepDiagnostic(path string) hcl.Diagnostics {
	at := hcl.Range{Filename: path}
	return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: fmt.Sprintf("nested deeper than %d levels", maxNesting), Subject: &at}}
}

// jsonTooDeep says whether HCL's JSON parser, which recurses, would go too deep.
func jsonTooDeep(text []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			if quoted {
				i++
			}
		case '"':
			quoted = !quoted
		case '{', '[':
			if !quoted {
				depth++
			}
		case '}', ']':
			if !quoted {
				depth--
			}
		}
		if depth > maxNesting {
			return true
		}
	}
	return false
}
