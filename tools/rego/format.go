package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// formatModules writes every module as `opa fmt` does. A module that does not parse is an error, and is left out.
func formatModules(request *Request) *Response {
	response := &Response{Errors: []Problem{}, Formatted: map[string]string{}}
	parser := ast.ParserOptions{RegoVersion: regoVersion(request), Capabilities: capabilities(request)}
	for _, path := range slices.Sorted(maps.Keys(request.Modules)) {
		text, err := format.SourceWithOpts(path, []byte(request.Modules[path]), format.Opts{
			RegoVersion:   parser.RegoVersion,
			ParserOptions: &parser,
			Capabilities:  parser.Capabilities,
		})
		if err == nil {
			err = stillParses(path, text, parser)
		}
		if err != nil {
			response.Errors = append(response.Errors, problemsOf(err, path)...)
			continue
		}
		response.Formatted[path] = string(text)
	}
	return response
}

func stillParses(path string, text []byte, options ast.ParserOptions) error {
	if _, err := ast.ParseModuleWithOpts(path, string(text), options); err != nil {
		return fmt.Errorf("%s was formatted, but the result is invalid: %v", path, err)
	}
	return nil
}
