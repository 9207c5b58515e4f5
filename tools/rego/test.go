package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/util/channel"
)

// testTimeout bounds one test. The host bounds the whole run.
const testTimeout = 30 * time.Second

// test runs every `test_` rule of the modules with OPA's own tester.
func test(ctx context.Context, request *Request) *Response {
	loaded, response := prepared(request, true)
	if len(response.Errors) > 0 {
		return response
	}
	run, err := newTestRun(ctx, request, loaded)
	if err != nil {
		response.Errors = problemsOf(err, "")
		return response
	}
	response.Builtins = builtinUses(run.compiler, nil)
	if response.Tests, err = run.all(ctx); err != nil {
		response.Errors = problemsOf(err, "")
		return response
	}
	if run.cover != nil {
		response.Coverage = run.cover.Report(loaded.Modules)
	}
	return response
}

// testRun is modules compiled once and tested once for every folder of fixtures, over that folder's data.
type testRun struct {
	compiler *ast.Compiler
	cover    *cover.Cover
	data     map[string]any
	only     string
	fixtures map[string]map[string]any
}

func newTestRun(ctx context.Context, request *Request, loaded *Loaded) (*testRun, error) {
	run := &testRun{data: loaded.Data, only: request.Only, fixtures: request.Fixtures}
	if run.data == nil {
		run.data = map[string]any{}
	}
	store := storeOf(run.data)
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	run.compiler = newCompiler(request).
		WithEnablePrintStatements(true).
		WithPathConflictsCheck(storage.NonEmpty(ctx, store, txn))
	if request.Coverage {
		run.cover = cover.New()
	}
	// The runner adds its stages to the compiler, so it must be the one that compiles: a run of no test does.
	results, err := run.runner().SetModules(loaded.Modules).SetStore(store).Filter(`^$`).RunTests(ctx, txn)
	if err == nil {
		channel.Collect(results)
	}
	return run, err
}

func storeOf(data map[string]any) storage.Store {
	return inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false))
}

func (run *testRun) runner() *tester.Runner {
	return tester.NewRunner().
		SetCompiler(run.compiler).
		SetTimeout(testTimeout).
		SetParallel(1).
		StackTraces(true).
		CapturePrintOutput(true).
		Filter(run.only)
}

// all runs the tests of every folder, then once more, and closer, those that failed.
func (run *testRun) all(ctx context.Context) ([]TestResult, error) {
	runner := run.runner()
	if run.cover != nil {
		runner.SetCoverageQueryTracer(run.cover)
	}
	list := []TestResult{}
	for _, folder := range append(slices.Sorted(maps.Keys(run.fixtures)), "") {
		results, err := run.folder(ctx, runner, folder, run.packagesOf(folder))
		if err != nil {
			return nil, err
		}
		traces, err := run.traces(ctx, folder, results)
		if err != nil {
			return nil, err
		}
		for _, result := range results {
			list = append(list, resultOf(result, traces[fullName(result)]))
		}
	}
	slices.SortFunc(list, func(a, b TestResult) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}

// folder runs the tests below a folder, of the packages named. "" are those that no folder of fixtures belongs to.
func (run *testRun) folder(ctx context.Context, runner *tester.Runner, folder string, packages []ast.Ref) ([]*tester.Result, error) {
	if len(packages) == 0 {
		return nil, nil
	}
	data := maps.Clone(run.data)
	if fixtures, ok := run.fixtures[folder]; ok {
		data["fixtures"] = fixtures
	}
	store := storeOf(data)
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	results, err := runner.SetStore(store).SetPrefixMatchers(packages...).RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(channel.Collect(results), func(result *tester.Result) bool {
		return result == nil || run.folderOf(place(result.Location, "").File) != folder
	}), nil
}

// traces runs the tests that failed once more, tracing them: a trace of every test would fill the memory.
func (run *testRun) traces(ctx context.Context, folder string, results []*tester.Result) (map[string]*tester.Result, error) {
	failed := []ast.Ref{}
	for _, result := range results {
		if result.Fail {
			failed = append(failed, packageRef(result.Package))
		}
	}
	traced := map[string]*tester.Result{}
	again, err := run.folder(ctx, run.runner().EnableTracing(true).Filter(namesOf(results)), folder, failed)
	for _, result := range again {
		traced[fullName(result)] = result
	}
	return traced, err
}

// folderOf is the nearest folder of fixtures at or above a file's own.
func (run *testRun) folderOf(file string) string {
	for folder := path.Dir(file); ; folder = path.Dir(folder) {
		if _, ok := run.fixtures[folder]; ok {
			return folder
		}
		if folder == "." || folder == "/" || folder == path.Dir(folder) {
			return ""
		}
	}
}

// packagesOf lists the packages that have modules in a folder's care.
func (run *testRun) packagesOf(folder string) []ast.Ref {
	refs := []ast.Ref{}
	for file, module := range run.compiler.Modules {
		if run.folderOf(file) == folder {
			refs = append(refs, module.Package.Path)
		}
	}
	return refs
}

func packageRef(name string) ast.Ref {
	ref, err := ast.ParseRef(name)
	if err != nil {
		return ast.DefaultRootRef
	}
	return ref
}

// namesOf is a regular expression for the tests that failed.
func namesOf(results []*tester.Result) string {
	names := []string{}
	for _, result := range results {
		if result.Fail {
			names = append(names, regexp.QuoteMeta(lastPart(result.Name)))
		}
	}
	return strings.Join(names, "|")
}

func fullName(result *tester.Result) string {
	return result.Package + "." + result.Name
}

func resultOf(result, traced *tester.Result) TestResult {
	entry := TestResult{
		Place:      place(result.Location, ""),
		Package:    strings.TrimPrefix(result.Package, "data."),
		Name:       result.Name,
		Outcome:    outcome(result),
		Cases:      casesOf(result),
		Printed:    strings.TrimSpace(string(result.Output)),
		DurationNs: int64(result.Duration),
	}
	switch {
	case result.Error != nil:
		entry.Trace, entry.FailedAt = errorOf(result.Error)
	case result.Fail && traced != nil:
		entry.Trace, entry.FailedAt = traceOf(traced)
	}
	return entry
}

// casesOf lists the innermost cases of a test that has cases: those are what opa counts.
func casesOf(result *tester.Result) []TestCase {
	cases := []TestCase{}
	for name, sub := range result.SubResults.Iter {
		if len(sub.SubResults) > 0 {
			continue
		}
		cases = append(cases, TestCase{Name: slices.Clone(name), Outcome: map[bool]string{true: "fail", false: "pass"}[sub.Fail]})
	}
	return cases
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

func errorOf(err error) (string, *Place) {
	var failed *topdown.Error
	if errors.As(err, &failed) && failed.Location != nil {
		at := place(failed.Location, "")
		return fmt.Sprintf("%s: %s", failed.Code, failed.Message), &at
	}
	return err.Error(), nil
}

// traceOf shows the last expression that failed with its variables.
func traceOf(result *tester.Result) (string, *Place) {
	for _, event := range slices.Backward(result.Trace) {
		if !isFailure(event) {
			continue
		}
		var text bytes.Buffer
		if err := topdown.PrettyEvent(&text, event, topdown.PrettyEventOpts{PrettyVars: true}); err != nil {
			return err.Error(), nil
		}
		at := place(event.Location, "")
		return strings.TrimRight(text.String(), "\n"), &at
	}
	return "", nil
}

// isFailure leaves out `every`: what failed is an expression of its body.
func isFailure(event *topdown.Event) bool {
	if event.Op != topdown.FailOp || event.Location == nil || event.QueryID == 0 {
		return false
	}
	expr, ok := event.Node.(*ast.Expr)
	return !ok || !expr.IsEvery()
}

// lastPart is what of a name stands the same in every way of writing it.
func lastPart(name string) string {
	name = strings.TrimRight(name, `"]`)
	return name[strings.LastIndexAny(name, `."`)+1:]
}
