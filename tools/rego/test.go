package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// testTimeout bounds one test. The host bounds the whole run.
const testTimeout = 30 * time.Second

// test runs every `test_` rule of the modules with OPA's own tester.
func test(ctx context.Context, request *Request) *Response {
	modules, problems := parse(request)
	annotations, more := annotationsOf(modules)
	response := &Response{Errors: append(problems, more...), Annotations: annotations}
	if len(response.Errors) > 0 {
		return response
	}
	data := request.Data
	if data == nil {
		data = map[string]any{}
	}
	store := inmem.NewFromObject(data)
	txn, err := store.NewTransaction(ctx, storage.WriteParams)
	if err != nil {
		response.Errors = problemsOf(err, "")
		return response
	}
	defer store.Abort(ctx, txn)
	runner := tester.NewRunner().
		SetCompiler(newCompiler(request).WithEnablePrintStatements(true)).
		SetStore(store).
		SetModules(modules).
		SetDefaultRegoVersion(regoVersion(request)).
		SetTimeout(testTimeout).
		SetParallel(1).
		EnableTracing(true).
		CapturePrintOutput(true).
		Filter(request.Only)
	results, err := runner.RunTests(ctx, txn)
	if err != nil {
		response.Errors = problemsOf(err, "")
		return response
	}
	response.Tests = collect(results)
	return response
}

func collect(results chan *tester.Result) []TestResult {
	list := []TestResult{}
	for result := range results {
		if result != nil {
			list = append(list, resultOf(result))
		}
	}
	slices.SortFunc(list, func(a, b TestResult) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Name, b.Name))
	})
	return list
}

func resultOf(result *tester.Result) TestResult {
	entry := TestResult{
		Place:   place(result.Location, ""),
		Package: strings.TrimPrefix(result.Package, "data."),
		Name:    result.Name,
		Outcome: outcome(result),
	}
	if entry.Outcome == "fail" || entry.Outcome == "error" {
		entry.Trace = traceOf(result)
	}
	return entry
}

func outcome(result *tester.Result) string {
	switch {
	case result.Error != nil:
		return "error"
	case result.Skip:
		return "skip"
	case result.Fail:
		return "fail"
	default:
		return "pass"
	}
}

// traceOf shows the last expression that failed with its variables, and what the test printed.
func traceOf(result *tester.Result) string {
	if result.Error != nil {
		return result.Error.Error()
	}
	var text bytes.Buffer
	for _, event := range slices.Backward(result.Trace) {
		if !isFailure(event) {
			continue
		}
		fmt.Fprintf(&text, "%s:%d:\n", event.Location.File, event.Location.Row)
		if err := topdown.PrettyEvent(&text, event, topdown.PrettyEventOpts{PrettyVars: true}); err != nil {
			return err.Error()
		}
		break
	}
	if len(result.Output) > 0 {
		fmt.Fprintf(&text, "\nprinted:\n%s", result.Output)
	}
	return strings.TrimSpace(text.String())
}

// isFailure leaves out `every`: what failed is an expression of its body.
func isFailure(event *topdown.Event) bool {
	if event.Op != topdown.FailOp || event.Location == nil || event.QueryID == 0 {
		return false
	}
	expr, ok := event.Node.(*ast.Expr)
	return !ok || !expr.IsEvery()
}
