package main

import (
	"context"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

// compileModules checks the modules strictly and, when entrypoints are named, compiles them to Wasm.
func compileModules(ctx context.Context, request *Request) *Response {
	modules, problems := parse(request)
	annotations, more := annotationsOf(modules)
	response := &Response{Errors: append(problems, more...), Annotations: annotations}
	if len(response.Errors) > 0 {
		return response
	}
	compiler := newCompiler(request)
	if compiler.Compile(modules); compiler.Failed() {
		response.Errors = problemsOf(compiler.Errors, "")
		return response
	}
	response.Builtins = builtinUses(compiler)
	if len(request.Entrypoints) == 0 {
		return response
	}
	wasm, err := buildWasm(ctx, request, modules)
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

// builtinUses finds the first call of each builtin, by file and row.
func builtinUses(compiler *ast.Compiler) []BuiltinUse {
	known := map[string]bool{}
	for _, builtin := range compiler.Required.Builtins {
		known[builtin.Name] = true
	}
	uses := []BuiltinUse{}
	for _, path := range slices.Sorted(maps.Keys(compiler.Modules)) {
		ast.WalkExprs(compiler.Modules[path], func(expr *ast.Expr) bool {
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
	return uses
}
