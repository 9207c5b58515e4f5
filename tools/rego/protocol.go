package main

// Request is what the caller asks for.
type Request struct {
	// Op is inspect, compile or test.
	Op string `json:"op"`
	// Modules are Rego sources by path. The path comes back in positions.
	Modules map[string]string `json:"modules"`
	// Rego is the language version, v1 (default) or v0.
	Rego string `json:"rego,omitempty"`
	// Schemas are JSON schemas by name: "code" is `schema.code` in an annotation.
	Schemas map[string]any `json:"schemas,omitempty"`
	// Entrypoints are paths of rules, for example "groundwire/entry/results".
	Entrypoints []string `json:"entrypoints,omitempty"`
	// Refuse names builtins that do not exist for these modules.
	Refuse []string `json:"refuse,omitempty"`
	// Data is what tests see as `data` beside the modules.
	Data map[string]any `json:"data,omitempty"`
	// Only is a regular expression over the full names of tests.
	Only string `json:"only,omitempty"`
}

// Response is the answer. With errors, nothing else but annotations is set.
type Response struct {
	Errors      []Problem    `json:"errors"`
	Annotations []Annotation `json:"annotations"`
	// Wasm is the compiled module.
	Wasm []byte `json:"wasm,omitempty"`
	// Builtins are the builtins the modules call, each at its first place.
	Builtins []BuiltinUse `json:"builtins,omitempty"`
	Tests    []TestResult `json:"tests,omitempty"`
}

// Place is where something stands. Rows and columns count from 1; columns count bytes.
type Place struct {
	File string `json:"file"`
	Row  int    `json:"row"`
	Col  int    `json:"col"`
}

// Problem is an error of OPA's parser, compiler or type checker.
type Problem struct {
	Place
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Annotation is one `# METADATA` block.
type Annotation struct {
	Place
	// Scope is package, subpackages, document or rule.
	Scope string `json:"scope"`
	// Package is without "data.".
	Package string `json:"package"`
	// Path is what the annotation speaks of, without "data.".
	Path             string           `json:"path"`
	Title            string           `json:"title"`
	Description      string           `json:"description"`
	Custom           map[string]any   `json:"custom"`
	RelatedResources []map[string]any `json:"relatedResources"`
}

// BuiltinUse is a call of a builtin.
type BuiltinUse struct {
	Place
	Name string `json:"name"`
}

// TestResult is the outcome of one `test_` rule.
type TestResult struct {
	Place
	Package string `json:"package"`
	Name    string `json:"name"`
	// Outcome is pass, fail, error or skip.
	Outcome string `json:"outcome"`
	// Trace is what OPA's reporter says of a failure: the expression that failed and its variables.
	Trace string `json:"trace,omitempty"`
}
