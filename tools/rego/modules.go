package main

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// errorLimit keeps a file of nonsense from becoming a response of nonsense.
const errorLimit = 100

// parse reads every module. Modules with errors are left out.
func parse(request *Request) (map[string]*ast.Module, []Problem) {
	options := ast.ParserOptions{ProcessAnnotation: true, RegoVersion: regoVersion(request)}
	modules := make(map[string]*ast.Module, len(request.Modules))
	problems := []Problem{}
	for _, path := range slices.Sorted(maps.Keys(request.Modules)) {
		module, err := ast.ParseModuleWithOpts(path, request.Modules[path], options)
		if err == nil && module == nil {
			err = errors.New("the file is empty")
		}
		if err != nil {
			problems = append(problems, problemsOf(err, path)...)
			continue
		}
		modules[path] = module
	}
	return modules, problems
}

func regoVersion(request *Request) ast.RegoVersion {
	if request.Rego == "v0" {
		return ast.RegoV0
	}
	return ast.RegoV1
}

// newCompiler knows the schemas, and does not know the refused builtins.
func newCompiler(request *Request) *ast.Compiler {
	return ast.NewCompiler().
		WithStrict(request.Strict).
		SetErrorLimit(cmp.Or(request.ErrorLimit, errorLimit)).
		WithDefaultRegoVersion(regoVersion(request)).
		WithCapabilities(capabilities(request)).
		WithSchemas(schemaSet(request)).
		WithUseTypeCheckAnnotations(true)
}

func capabilities(request *Request) *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(regoVersion(request)))
	all.Builtins = slices.DeleteFunc(all.Builtins, func(builtin *ast.Builtin) bool {
		return slices.Contains(request.Refuse, builtin.Name)
	})
	// An empty list, not an absent one: schemas may not be fetched.
	all.AllowNet = []string{}
	return all
}

func schemaSet(request *Request) *ast.SchemaSet {
	set := ast.NewSchemaSet()
	for name, schema := range request.Schemas {
		ref := ast.SchemaRootRef
		for part := range strings.SplitSeq(name, ".") {
			ref = ref.Append(ast.StringTerm(part))
		}
		set.Put(ref, schema)
	}
	return set
}

// problemsOf turns OPA's errors into problems; one without a place stands at the start of fallback.
func problemsOf(err error, fallback string) []Problem {
	switch failed := err.(type) {
	case loader.Errors:
		problems := []Problem{}
		for _, single := range failed {
			problems = append(problems, problemsOf(single, fallback)...)
		}
		return problems
	case ast.Errors:
		problems := []Problem{}
		for _, single := range failed {
			problems = append(problems, problemsOf(single, fallback)...)
		}
		return problems
	case *ast.Error:
		return []Problem{{Place: place(failed.Location, fallback), Code: failed.Code, Message: message(failed)}}
	case *topdown.Error:
		return []Problem{{Place: place(failed.Location, fallback), Code: failed.Code, Message: failed.Message}}
	}
	if inner := errors.Unwrap(err); inner != nil {
		if list := problemsOf(inner, fallback); list[0].Code != unnamed {
			return list
		}
	}
	return []Problem{{Place: Place{File: fallback, Row: 1, Col: 1}, Code: unnamed, Message: err.Error()}}
}

// unnamed is the code of an error that OPA gives none.
const unnamed = "rego_error"

// message is the error and its details, such as the keys that an input does have.
func message(problem *ast.Error) string {
	if problem.Details == nil {
		return problem.Message
	}
	return strings.Join(append([]string{problem.Message}, problem.Details.Lines()...), "\n")
}

func place(location *ast.Location, fallback string) Place {
	if location == nil {
		return Place{File: fallback, Row: 1, Col: 1}
	}
	// At the end of a file the parser counts columns from 0.
	return Place{File: location.File, Row: location.Row, Col: max(location.Col, 1)}
}
