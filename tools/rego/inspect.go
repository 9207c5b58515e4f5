package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// inspect parses and returns what the annotations say and what the modules declare. It does not compile.
func inspect(request *Request) *Response {
	loaded, problems := load(request, false)
	annotations, more := annotationsOf(loaded.Modules)
	return &Response{Errors: append(problems, more...), Annotations: annotations, Modules: modulesOf(loaded.Modules)}
}

// modulesOf lists what the modules declare, by file and row. Only before they are compiled: the compiler rewrites them.
func modulesOf(modules map[string]*ast.Module) []ModuleInfo {
	list := []ModuleInfo{}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		module := modules[path]
		info := ModuleInfo{File: path, Package: withoutData(module.Package.Path), Imports: []string{}, Rules: []RuleInfo{}}
		for _, imported := range module.Imports {
			info.Imports = append(info.Imports, imported.Path.String())
		}
		for _, rule := range module.Rules {
			info.Rules = append(info.Rules, ruleInfo(rule, path))
		}
		list = append(list, info)
	}
	return list
}

func ruleInfo(rule *ast.Rule, path string) RuleInfo {
	ref := rule.Head.Ref()
	info := RuleInfo{Place: place(rule.Location, path), Ref: ref.String(), Kind: kindOf(rule), Default: rule.Default}
	if name, ok := ref[0].Value.(ast.Var); ok {
		info.Name = string(name)
	}
	return info
}

func kindOf(rule *ast.Rule) string {
	switch {
	case len(rule.Head.Args) > 0:
		return "function"
	case rule.Head.DocKind() == ast.PartialSetDoc:
		return "set"
	case rule.Head.DocKind() == ast.PartialObjectDoc:
		return "object"
	default:
		return "complete"
	}
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
