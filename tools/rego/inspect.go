package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// inspect parses and returns what the annotations say. It does not compile.
func inspect(request *Request) *Response {
	modules, problems := parse(request)
	annotations, more := annotationsOf(modules)
	return &Response{Errors: append(problems, more...), Annotations: annotations}
}

// annotationsOf lists the annotations of all modules by file and row.
func annotationsOf(modules map[string]*ast.Module) ([]Annotation, []Problem) {
	list := []Annotation{}
	problems := []Problem{}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		module := modules[path]
		// One module at a time: the set of several would join the annotations of a package.
		set, errs := ast.BuildAnnotationSet([]*ast.Module{module})
		if len(errs) > 0 {
			problems = append(problems, problemsOf(errs, path)...)
			continue
		}
		for _, ref := range set.Flatten() {
			list = append(list, annotationOf(ref, module, path))
		}
	}
	return list, problems
}

func annotationOf(ref *ast.AnnotationsRef, module *ast.Module, path string) Annotation {
	annotation := ref.Annotations
	return Annotation{
		Place:            place(annotation.Location, path),
		Scope:            annotation.Scope,
		Package:          withoutData(module.Package.Path),
		Path:             withoutData(ref.Path),
		Title:            annotation.Title,
		Description:      annotation.Description,
		Custom:           annotation.Custom,
		RelatedResources: relatedResources(annotation),
	}
}

func withoutData(ref ast.Ref) string {
	return strings.TrimPrefix(ref.String(), "data.")
}

func relatedResources(annotation *ast.Annotations) []map[string]any {
	list := []map[string]any{}
	for _, resource := range annotation.RelatedResources {
		entry := map[string]any{}
		if bytes, err := json.Marshal(resource); err == nil && json.Unmarshal(bytes, &entry) == nil {
			list = append(list, entry)
		}
	}
	return list
}
