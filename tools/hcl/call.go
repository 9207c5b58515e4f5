package main

import (
	"errors"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// call calls a function. What reads files, the clock or chance is unknown, with the call's text as reference.
func (m *module) call(e *hclsyntax.FunctionCallExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	name := strings.TrimPrefix(e.Name, "core::")
	switch name {
	case "try":
		return m.try(e, ctx)
	case "can":
		return m.can(e, ctx)
	}
	if value, read := m.readsFile(e, name, ctx); read {
		return value, nil
	}
	arguments, diags := m.arguments(e, ctx)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	// A function that there is not is Terraform's to refuse; that of a provider is not known here.
	if _, exists := m.base.Functions[name]; !exists || unknowable[name] {
		return m.unknownAt(cty.DynamicPseudoType, e), nil
	}
	if err := m.affordable(name, arguments); err != nil {
		panic(exhausted{err.Error()})
	}
	if name == "lookup" && len(arguments) >= 2 && len(arguments) <= 3 && !e.ExpandFinal && isOurLookup(arguments) {
		return m.looked(e, arguments)
	}
	if name == "jsonencode" && len(arguments) == 1 && !e.ExpandFinal {
		return m.encoded(arguments[0], e.Args[0], ctx), nil
	}
	return m.called(e, name, arguments)
}

// isOurLookup says whether the library's `lookup` would refuse what Terraform's does not, a null as default, or not look into an object
// of which other entries, or their keys, are unknown.
func isOurLookup(arguments []cty.Value) bool {
	if collection, _ := arguments[0].Unmark(); !arguments[0].IsWhollyKnown() || iterable(collection) && hasUnknownKey(collection) {
		return true
	}
	if len(arguments) < 3 {
		return false
	}
	plain, _ := arguments[2].Unmark()
	return plain.IsNull()
}

func (m *module) looked(e *hclsyntax.FunctionCallExpr, arguments []cty.Value) (cty.Value, hcl.Diagnostics) {
	collection, more := arguments[0].Unmark()
	key, known := stringOf(arguments[1])
	if !known || !collection.IsKnown() || collection.IsNull() {
		return m.unknown(cty.DynamicPseudoType, m.argumentReference(e, arguments)), nil
	}
	switch t := collection.Type(); {
	case t.IsObjectType() && t.HasAttribute(key):
		return collection.GetAttr(key).WithMarks(more), nil
	case t.IsMapType() && collection.HasIndex(cty.StringVal(key)).True():
		return collection.Index(cty.StringVal(key)).WithMarks(more), nil
	case (t.IsObjectType() || t.IsMapType()) && hasUnknownKey(collection):
		return m.unknown(cty.DynamicPseudoType, m.argumentReference(e, arguments)), nil
	case (t.IsObjectType() || t.IsMapType()) && len(arguments) == 3:
		return arguments[2], nil
	}
	subject := e.Range()
	return cty.DynamicVal, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "lookup needs a map with the key", Subject: &subject}}
}

// hasUnknownKey says whether an entry's key is not known: it may be any.
func hasUnknownKey(collection cty.Value) bool {
	for it := collection.ElementIterator(); it.Next(); {
		key, _ := it.Element()
		if text, _ := stringOf(key); strings.Contains(text, partOpens) {
			return true
		}
	}
	return false
}

func (m *module) arguments(e *hclsyntax.FunctionCallExpr, ctx *hcl.EvalContext) ([]cty.Value, hcl.Diagnostics) {
	values := make([]cty.Value, len(e.Args))
	for i, argument := range e.Args {
		value, diags := argument.Value(ctx)
		if diags.HasErrors() {
			return nil, diags
		}
		values[i] = value
	}
	return values, nil
}

// called is HCL's own call with arguments that are evaluated already.
func (m *module) called(e *hclsyntax.FunctionCallExpr, name string, arguments []cty.Value) (cty.Value, hcl.Diagnostics) {
	again := *e
	again.Name = name
	again.Args = make([]hclsyntax.Expression, len(arguments))
	for i, value := range arguments {
		again.Args[i] = literal(value, e.Args[i])
	}
	value, diags := again.Value(m.base)
	if diags.HasErrors() {
		return value, diags
	}
	m.weigh(value)
	if name == "range" {
		// Counting up costs more than its numbers do.
		m.budget.spend(5 * lengthOf([]cty.Value{value}))
	}
	if plain, marks := value.Unmark(); !plain.IsKnown() && !hasReference(marks) {
		return m.unknown(plain.Type(), m.argumentReference(e, arguments)), nil
	}
	return value, nil
}

func hasReference(marks cty.ValueMarks) bool {
	for mark := range marks {
		if _, is := mark.(reference); is {
			return true
		}
	}
	return false
}

// argumentReference is the first reference inside the arguments, else the call itself.
func (m *module) argumentReference(e *hclsyntax.FunctionCallExpr, arguments []cty.Value) string {
	for i, argument := range arguments {
		if argument.IsWhollyKnown() {
			continue
		}
		_, marks := argument.UnmarkDeep()
		if text := m.referenceOf(cty.DynamicVal.WithMarks(marks), e.Args[i]); text != "" {
			return text
		}
	}
	return m.text(e.Range())
}

// try is its first argument that evaluates.
func (m *module) try(e *hclsyntax.FunctionCallExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	diags := hcl.Diagnostics{}
	for _, argument := range e.Args {
		value, failed := m.strictly(argument, ctx)
		if !failed.HasErrors() {
			return value, nil
		}
		diags = failed
	}
	return cty.DynamicVal, diags
}

// can says whether its argument evaluates.
func (m *module) can(e *hclsyntax.FunctionCallExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if len(e.Args) != 1 {
		return m.unknownAt(cty.Bool, e), nil
	}
	value, failed := m.strictly(e.Args[0], ctx)
	if !failed.HasErrors() && !value.IsWhollyKnown() {
		return m.unknown(cty.Bool, m.argumentReference(e, []cty.Value{value})), nil
	}
	return cty.BoolVal(!failed.HasErrors()), nil
}

func (m *module) strictly(expression hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	m.strict++
	defer func() { m.strict-- }()
	return expression.Value(ctx)
}

var alias = regexp.MustCompile(`[\s\[,:{-]\*[^\s,\]}]`)

var deepYAML = regexp.MustCompile(`([-?]\s+){100}`)

var wideVerb = regexp.MustCompile(`%[^a-zA-Z%]*[0-9]{4}`)

// affordable refuses calls whose result would be far larger than their arguments.
func (m *module) affordable(name string, arguments []cty.Value) error {
	text := func(i int) string {
		if i >= len(arguments) {
			return ""
		}
		found, _ := stringOf(arguments[i])
		return found
	}
	switch name {
	case "format", "formatlist":
		if wideVerb.MatchString(text(0)) {
			return errors.New("a format is too wide")
		}
		return m.product(arguments, "formatlist" == name)
	case "indent":
		if len(text(0)) > 3 {
			return errors.New("an indentation is too wide")
		}
		m.weighText(strings.Count(text(1), "\n") * 1000 / 8)
	case "replace":
		m.weighText(occurrences(text(0), text(1)) * len(text(2)))
	case "join":
		return m.joined(arguments)
	case "setproduct":
		return m.product(arguments, true)
	case "distinct":
		if length := lengthOf(arguments[:min(1, len(arguments))]); length > 100 {
			m.budget.spend(length * length / 20)
		}
	case "split":
		m.budget.spend(occurrences(text(1), text(0)))
	case "yamldecode":
		if len(alias.FindAllString(text(0), maxAliases+1)) > maxAliases {
			return errors.New("a YAML text has too many aliases")
		}
		if jsonTooDeep([]byte(text(0))) || deepYAML.MatchString(text(0)) {
			return errors.New("a YAML text is nested too deep")
		}
		m.budget.spend(len(text(0)) / 4)
	case "jsondecode":
		if jsonTooDeep([]byte(text(0))) {
			return errors.New("a JSON text is nested too deep")
		}
		m.budget.spend(len(text(0)) / 4)
	case "regexall", "csvdecode":
		m.budget.spend((len(text(0)) + len(text(1))) / 4)
	}
	return nil
}

// occurrences is how often a part can be in a text at most.
func occurrences(text, part string) int {
	if len(part) > 1 && part[0] == '/' && part[len(part)-1] == '/' {
		return len(text) + 1
	}
	return strings.Count(text, part)
}

func lengthOf(values []cty.Value) int {
	total := 0
	for _, value := range values {
		if plain, _ := value.Unmark(); iterable(plain) {
			total += plain.LengthInt()
		}
	}
	return total
}

// product spends what all combinations cost: of sets, or of the lists of formatlist.
func (m *module) product(arguments []cty.Value, elements bool) error {
	total, size := 1, 0
	for _, argument := range arguments {
		text, _ := stringOf(argument)
		size += len(text)
		if plain, _ := argument.Unmark(); elements && iterable(plain) {
			total *= max(1, plain.LengthInt())
			if total > maxSteps {
				return errors.New("a product has too many elements")
			}
		}
	}
	m.budget.spend(total)
	m.budget.spend(total * (size/64 + 1))
	return nil
}

func (m *module) joined(arguments []cty.Value) error {
	if len(arguments) < 2 {
		return nil
	}
	separator, _ := stringOf(arguments[0])
	total := 0
	for _, list := range arguments[1:] {
		plain, _ := list.Unmark()
		if !iterable(plain) {
			continue
		}
		for it := plain.ElementIterator(); it.Next(); {
			_, element := it.Element()
			text, _ := stringOf(element)
			total += len(text) + len(separator)
		}
	}
	m.weighText(total)
	return nil
}
