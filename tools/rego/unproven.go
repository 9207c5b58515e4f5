package main

import (
	"maps"
	"regexp"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// unproven finds what may be answered otherwise in Wasm than in OPA's own evaluator, whichever builtins are called:
// arrays that are made by walking, since sets and objects are walked in another order there, unless they are only
// counted; and formats beyond those that are known to be printed alike.
func unproven(modules map[string]*ast.Module) []Place {
	search := &unprovenSearch{
		places:     []Place{},
		counted:    map[*ast.ArrayComprehension]bool{},
		ownCount:   declares(modules, ast.Count.Name),
		ownSprintf: declares(modules, ast.Sprintf.Name),
	}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		ast.WalkNodes(modules[path], func(node ast.Node) bool {
			search.visit(node, path)
			return false
		})
	}
	return search.places
}

type unprovenSearch struct {
	places               []Place
	counted              map[*ast.ArrayComprehension]bool
	ownCount, ownSprintf bool
}

func (search *unprovenSearch) visit(node ast.Node, path string) {
	switch node := node.(type) {
	case *ast.Expr:
		if node.IsCall() {
			search.call(node.Operator(), node.Operands(), place(node.Location, path))
		}
	case *ast.Term:
		switch value := node.Value.(type) {
		case ast.Call:
			if ref, ok := value[0].Value.(ast.Ref); ok {
				search.call(ref, value[1:], place(node.Location, path))
			}
		case *ast.ArrayComprehension:
			if !search.counted[value] {
				search.places = append(search.places, place(node.Location, path))
			}
		}
	}
}

// call is visited before what it is given.
func (search *unprovenSearch) call(operator ast.Ref, operands []*ast.Term, at Place) {
	if len(operands) == 0 {
		return
	}
	switch operator.String() {
	case ast.Count.Name:
		if array, ok := operands[0].Value.(*ast.ArrayComprehension); ok && !search.ownCount {
			search.counted[array] = true
		}
	case ast.Sprintf.Name:
		if format, ok := operands[0].Value.(ast.String); !search.ownSprintf && (!ok || !plainFormat(string(format))) {
			search.places = append(search.places, at)
		}
	}
}

var plainVerb = regexp.MustCompile(`%(?:%|-?\d*[svdqxXobtcfeEgGUTO]|0\d+[dxXf]|\d*\.\d+[fsge])`)

// plainFormat knows verbs with a width, zeros before a number, or a precision: no other flags, no arguments by number.
func plainFormat(format string) bool {
	return !slices.Contains([]byte(plainVerb.ReplaceAllString(format, "")), '%')
}

// declares finds a rule that stands in the place of a builtin.
func declares(modules map[string]*ast.Module, name string) bool {
	for _, module := range modules {
		for _, rule := range module.Rules {
			if rule.Head.Ref()[0].Value.Compare(ast.Var(name)) == 0 {
				return true
			}
		}
	}
	return false
}

// dataLookups finds where loaded data may be asked for a number: OPA's storage takes `data.ports[80]` for the key "80",
// and Wasm does not. It needs the compiler, which has resolved imports and knows what is a rule.
func dataLookups(compiler *ast.Compiler) []Place {
	lookups := []Place{}
	for _, path := range slices.Sorted(maps.Keys(compiler.Modules)) {
		ast.WalkTerms(compiler.Modules[path], func(term *ast.Term) bool {
			ref, ok := term.Value.(ast.Ref)
			if ok && ref.HasPrefix(ast.DefaultRootRef) && slices.ContainsFunc(ref[1:], perhapsNumber) && len(compiler.GetRulesForVirtualDocument(ref)) == 0 {
				lookups = append(lookups, place(term.Location, path))
			}
			return false
		})
	}
	return lookups
}

func perhapsNumber(segment *ast.Term) bool {
	switch value := segment.Value.(type) {
	case ast.Number:
		return true
	case ast.Var:
		return !value.IsWildcard()
	}
	return false
}
