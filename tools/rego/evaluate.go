package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// Evaluator is compiled policies with their data: OPA's topdown evaluation, asked many times.
type Evaluator struct {
	compiler *ast.Compiler
	store    storage.Store
	queries  map[string]*rego.PreparedEvalQuery
	strict   bool
}

var (
	evaluators    = map[int]*Evaluator{}
	lastEvaluator int
)

// openEvaluator compiles the modules; the response has a number to evaluate with.
func openEvaluator(ctx context.Context, request *Request) *Response {
	loaded, response := prepared(request, true)
	if len(response.Errors) > 0 {
		return response
	}
	compiler := newCompiler(request)
	if compiler.Compile(loaded.Modules); compiler.Failed() {
		response.Errors = problemsOf(compiler.Errors, "")
		return response
	}
	evaluator := &Evaluator{
		compiler: compiler,
		store:    inmem.NewWithOpts(inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true)),
		queries:  map[string]*rego.PreparedEvalQuery{},
		strict:   request.StrictBuiltinErrors,
	}
	if err := evaluator.setData(ctx, loaded.Data); err != nil {
		return &Response{Failure: err.Error()}
	}
	lastEvaluator++
	evaluators[lastEvaluator] = evaluator
	response.Evaluator = lastEvaluator
	return response
}

func setData(ctx context.Context, request *Request) *Response {
	evaluator := evaluators[request.Evaluator]
	if evaluator == nil {
		return noEvaluator(request)
	}
	if err := evaluator.setData(ctx, request.Data); err != nil {
		return &Response{Failure: err.Error()}
	}
	return &Response{}
}

// evaluate gives the value of an entrypoint. An error of the evaluation stands in Errors.
func evaluate(ctx context.Context, request *Request) *Response {
	evaluator := evaluators[request.Evaluator]
	if evaluator == nil {
		return noEvaluator(request)
	}
	value, err := evaluator.value(ctx, request)
	if err != nil {
		return &Response{Errors: problemsOf(err, "")}
	}
	return &Response{Value: value}
}

func noEvaluator(request *Request) *Response {
	return &Response{Failure: fmt.Sprintf("request: there is no evaluator %d", request.Evaluator)}
}

func (evaluator *Evaluator) setData(ctx context.Context, data map[string]any) error {
	if data == nil {
		data = map[string]any{}
	}
	return storage.WriteOne(ctx, evaluator.store, storage.AddOp, storage.RootPath, data)
}

func (evaluator *Evaluator) value(ctx context.Context, request *Request) (json.RawMessage, error) {
	query, err := evaluator.query(ctx, request.Entrypoint)
	if err != nil {
		return nil, err
	}
	nanoseconds := int64(0)
	if request.NowNs != "" {
		if nanoseconds, err = request.NowNs.Int64(); err != nil {
			return nil, err
		}
	}
	options := []rego.EvalOption{rego.EvalTime(time.Unix(0, nanoseconds))}
	if request.Input != nil {
		input, err := ast.ValueFromReader(bytes.NewReader(request.Input))
		if err != nil {
			return nil, err
		}
		options = append(options, rego.EvalParsedInput(input))
	}
	results, err := query.Eval(ctx, options...)
	if err != nil || len(results) == 0 {
		return nil, err
	}
	return jsonOf(results[0].Expressions[0].Value)
}

// query prepares an entrypoint once.
func (evaluator *Evaluator) query(ctx context.Context, entrypoint string) (*rego.PreparedEvalQuery, error) {
	if query := evaluator.queries[entrypoint]; query != nil {
		return query, nil
	}
	prepared, err := rego.New(
		rego.Compiler(evaluator.compiler),
		rego.Store(evaluator.store),
		rego.StrictBuiltinErrors(evaluator.strict),
		rego.ParsedQuery(ast.NewBody(ast.NewExpr(ast.NewTerm(entrypointRef(entrypoint))))),
	).PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	evaluator.queries[entrypoint] = &prepared
	return &prepared, nil
}

// entrypointRef is `data.a.b` for "a/b".
func entrypointRef(entrypoint string) ast.Ref {
	ref := ast.DefaultRootRef.Copy()
	for part := range strings.SplitSeq(entrypoint, "/") {
		ref = ref.Append(ast.StringTerm(part))
	}
	return ref
}

func jsonOf(value any) (json.RawMessage, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return json.RawMessage(bytes.TrimSpace(text.Bytes())), nil
}
