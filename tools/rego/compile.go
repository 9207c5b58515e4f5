package main

import (
	"context"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

// check compiles without making anything, as `opa check` does: `print` stays a call.
func check(request *Request) *Response {
	loaded, response := prepared(request, false)
	if len(response.Errors) > 0 {
		return response
	}
	compiler := newCompiler(request).WithEnablePrintStatements(true)
	if compiler.Compile(loaded.Modules); compiler.Failed() {
		response.Errors = problemsOf(compiler.Errors, "")
		return response
	}
	response.Builtins = builtinUses(compiler, reachable(compiler, request.Entrypoints))
	return response
}

// prepared loads the request's modules and fills in what can be said of them before they are compiled.
func prepared(request *Request, withData bool) (*Loaded, *Response) {
	loaded, problems := load(request, withData)
	annotations, more := annotationsOf(loaded.Modules)
	return loaded, &Response{Errors: append(problems, more...), Annotations: annotations, Modules: modulesOf(loaded.Modules)}
}

// compileModules checks the modules and, when entrypoints are named, compiles them to Wasm.
func compileModules(ctx context.Context, request *Request) *Response {
	loaded, response := prepared(request, false)
	if len(response.Errors) > 0 {
		return response
	}
	compiler := newCompiler(request)
	if compiler.Compile(loaded.Modules); compiler.Failed() {
		response.Errors = problemsOf(compiler.Errors, "")
		return response
	}
	response.Builtins = builtinUses(compiler, reachable(compiler, request.Entrypoints))
	response.Unproven = append(unproven(loaded.Modules), dataLookups(compiler)...)
	if len(request.Entrypoints) == 0 || request.NoWasm {
		return response
	}
	wasm, err := buildWasm(ctx, request, loaded.Modules)
	if err != nil {
		response.Errors = problemsOf(err, "")
	}
	response.Wasm = wasm
	return response
}

// buildWasm gives the same bytes for the same modules: they go in by path.
func buildWasm(ctx context.Context, request *Request, modules map[string]*ast.Module) ([]byte, error) {
	source := &bundle.Bundle{Data: map[string]any{}}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		source.Modules = append(source.Modules, bundle.ModuleFile{
			URL:    path,
			Path:   path,
			Raw:    []byte(request.Modules[path]),
			Parsed: modules[path],
		})
	}
	build := compile.New().
		WithTarget(compile.TargetWasm).
		WithRegoVersion(regoVersion(request)).
		WithCapabilities(capabilities(request)).
		WithEntrypoints(request.Entrypoints...).
		WithBundle(source)
	if err := build.Build(ctx); err != nil {
		return nil, err
	}
	return build.Bundle().WasmModules[0].Raw, nil
}

// reachable gives the rules that the entrypoints need; nil, which is all of them, without entrypoints.
func reachable(compiler *ast.Compiler, entrypoints []string) map[*ast.Rule]bool {
	if len(entrypoints) == 0 {
		return nil
	}
	rules := map[*ast.Rule]bool{}
	var visit func(rule *ast.Rule)
	visit = func(rule *ast.Rule) {
		if rules[rule] {
			return
		}
		rules[rule] = true
		for needed := range compiler.Graph.Dependencies(rule) {
			if next, ok := needed.(*ast.Rule); ok {
				visit(next)
			}
		}
		if rule.Else != nil {
			visit(rule.Else)
		}
	}
	for _, entrypoint := range entrypoints {
		for _, rule := range compiler.GetRules(entrypointRef(entrypoint)) {
			visit(rule)
		}
	}
	return rules
}

// builtinUses finds the first call of each builtin, by file and row. Without rules it looks at all of them.
func builtinUses(compiler *ast.Compiler, rules map[*ast.Rule]bool) []BuiltinUse {
	known := map[string]bool{}
	for _, builtin := range compiler.Required.Builtins {
		known[builtin.Name] = true
	}
	uses := []BuiltinUse{}
	for _, path := range slices.Sorted(maps.Keys(compiler.Modules)) {
		for _, rule := range compiler.Modules[path].Rules {
			if rules != nil && !rules[rule] {
				continue
			}
			ast.WalkExprs(rule, func(expr *ast.Expr) bool {
				if !expr.IsCall() {
					return false
				}
				if name := expr.Operator().String(); known[name] {
					known[name] = false
					uses = append(uses, BuiltinUse{Place: place(expr.Location, path), Name: name})
				}
				return false
			})
		}
	}
	return uses
}
