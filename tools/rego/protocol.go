package main

import "encoding/json"

// Request is what the caller asks for.
type Request struct {
	// Op is inspect, check, compile, format, test, open, data, evaluate or close.
	Op string `json:"op"`
	// Modules are Rego sources by path. The path comes back in positions.
	Modules map[string]string `json:"modules"`
	// Files, in place of modules, are what a person's paths hold: Rego and data files by path, loaded as opa loads them.
	Files map[string]string `json:"files,omitempty"`
	// Paths are the files and folders that were named; a folder's data is rooted below it.
	Paths []string `json:"paths,omitempty"`
	// Rego is the language version, v1 (default) or v0.
	Rego string `json:"rego,omitempty"`
	// Strict asks for the compiler's strict mode.
	Strict bool `json:"strict,omitempty"`
	// Schemas are JSON schemas by name: "code" is `schema.code` in an annotation.
	Schemas map[string]any `json:"schemas,omitempty"`
	// Entrypoints are paths of rules, for example "groundwire/entry/results".
	Entrypoints []string `json:"entrypoints,omitempty"`
	// NoWasm compiles without making Wasm: to know what the entrypoints need.
	NoWasm bool `json:"noWasm,omitempty"`
	// ErrorLimit is the number of errors after which the compiler gives up (default: 100).
	ErrorLimit int `json:"errorLimit,omitempty"`
	// Refuse names builtins that do not exist for these modules.
	Refuse []string `json:"refuse,omitempty"`
	// Data is what policies see as `data` beside the modules.
	Data map[string]any `json:"data,omitempty"`
	// Only is a regular expression over the full names of tests.
	Only string `json:"only,omitempty"`
	// Fixtures are what tests below a folder see as `data.fixtures`, by folder.
	Fixtures map[string]map[string]any `json:"fixtures,omitempty"`
	// Coverage asks for the lines that the tests came by.
	Coverage bool `json:"coverage,omitempty"`
	// Evaluator is the number of an open evaluator.
	Evaluator int `json:"evaluator,omitempty"`
	// Entrypoint is what to evaluate.
	Entrypoint string `json:"entrypoint,omitempty"`
	// Input is left out where there is none.
	Input json.RawMessage `json:"input,omitempty"`
	// NowNs is what `time.now_ns` answers.
	NowNs json.Number `json:"nowNs,omitempty"`
	// StrictBuiltinErrors makes an error of a builtin end the evaluation.
	StrictBuiltinErrors bool `json:"strictBuiltinErrors,omitempty"`
}

// Response is the answer. With errors, little else is set.
type Response struct {
	// Failure says why there is no answer at all.
	Failure     string       `json:"failure,omitempty"`
	Errors      []Problem    `json:"errors,omitempty"`
	Annotations []Annotation `json:"annotations,omitempty"`
	// Modules are the modules that could be read.
	Modules []ModuleInfo `json:"modules,omitempty"`
	// Wasm is the compiled module.
	Wasm []byte `json:"wasm,omitempty"`
	// Builtins are the builtins that the modules, or what the entrypoints reach of them, call, each at its first place.
	Builtins []BuiltinUse `json:"builtins,omitempty"`
	// Unproven are places whose answer in Wasm may not be that of OPA's own evaluator.
	Unproven []Place `json:"unproven,omitempty"`
	// Formatted are the sources as the formatter writes them, by path.
	Formatted map[string]string `json:"formatted,omitempty"`
	Tests     []TestResult      `json:"tests,omitempty"`
	// Coverage is OPA's coverage report.
	Coverage any `json:"coverage,omitempty"`
	// Evaluator is the number of the evaluator that was opened.
	Evaluator int `json:"evaluator,omitempty"`
	// Value is what was evaluated; absent when undefined. It is the last, so that its text is found without parsing.
	Value json.RawMessage `json:"value,omitempty"`
}

// Place is where something stands. Rows and columns count from 1; columns count bytes.
type Place struct {
	File string `json:"file"`
	Row  int    `json:"row"`
	Col  int    `json:"col"`
}

// Problem is an error of OPA's loader, parser, compiler, type checker or evaluator.
type Problem struct {
	Place
	Code    string `json:"code"`
	Message string `json:"message"`
}

// ModuleInfo is what a module declares.
type ModuleInfo struct {
	File string `json:"file"`
	// Package is without "data.".
	Package string `json:"package"`
	// Imports are paths as written, for example "data.lib" or "rego.v1".
	Imports []string   `json:"imports"`
	Rules   []RuleInfo `json:"rules"`
}

// RuleInfo is one rule of a module: a rule written in several pieces is several.
type RuleInfo struct {
	Place
	// Name is the first part of the rule's name, "deny" of `deny.x contains y`.
	Name string `json:"name"`
	// Ref is the whole of it, as written.
	Ref string `json:"ref"`
	// Kind is complete, set, object or function.
	Kind    string `json:"kind"`
	Default bool   `json:"default,omitempty"`
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
	// Cases are the outcomes of the cases of a test that has several.
	Cases []TestCase `json:"cases,omitempty"`
	// FailedAt is the expression that failed.
	FailedAt *Place `json:"failedAt,omitempty"`
	// Trace is what OPA's reporter says of a failure: the expression that failed and its variables.
	Trace string `json:"trace,omitempty"`
	// Printed is what the test printed.
	Printed string `json:"printed,omitempty"`
	// DurationNs is how long it took.
	DurationNs int64 `json:"durationNs"`
}

// TestCase is a case of a test such as `test_sum[case.name] if { some case in … }`.
type TestCase struct {
	Name    []string `json:"name"`
	Outcome string   `json:"outcome"`
}
