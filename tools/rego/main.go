// Command rego is OPA's own compiler, type checker, formatter, test runner and evaluator behind requests in JSON.
//
// It is built as a reactor: the host instantiates it once, writes a request where `reserve` says, calls `handle`, and
// reads the response where `response` says. It touches neither files nor network, so that it runs on an in-memory WASI
// host. It decides nothing about policies: what is allowed, and what a wrong policy means, is decided by the caller.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"unsafe"
)

// Both live until the next call, where the collector sees them.
var (
	requestBytes  []byte
	responseBytes []byte
)

// A reactor has no life of its own.
func main() {}

// reserve makes room for a request of size bytes and gives its address.
//
//go:wasmexport reserve
func reserve(size uint32) unsafe.Pointer {
	requestBytes = make([]byte, max(size, 1))
	return unsafe.Pointer(&requestBytes[0])
}

// handle answers the request in the reserved room and gives the response's size.
//
//go:wasmexport handle
func handle(size uint32) uint32 {
	responseBytes = encode(answerBytes(context.Background(), requestBytes[:size]))
	requestBytes = nil
	return uint32(len(responseBytes))
}

// response gives the address of the last response.
//
//go:wasmexport response
func response() unsafe.Pointer {
	return unsafe.Pointer(&responseBytes[0])
}

// answerBytes never fails: what has no answer is said in Response.Failure.
func answerBytes(ctx context.Context, text []byte) (answered *Response) {
	defer func() {
		if fault := recover(); fault != nil {
			answered = &Response{Failure: fmt.Sprint(fault)}
		}
	}()
	var request Request
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(&request); err != nil {
		return &Response{Failure: "request: " + err.Error()}
	}
	return answer(ctx, &request)
}

func answer(ctx context.Context, request *Request) *Response {
	switch request.Op {
	case "inspect":
		return inspect(request)
	case "check":
		return check(request)
	case "compile":
		return compileModules(ctx, request)
	case "format":
		return formatModules(request)
	case "test":
		return test(ctx, request)
	case "open":
		return openEvaluator(ctx, request)
	case "data":
		return setData(ctx, request)
	case "evaluate":
		return evaluate(ctx, request)
	case "close":
		delete(evaluators, request.Evaluator)
		return &Response{}
	default:
		return &Response{Failure: fmt.Sprintf("request: unknown op %q", request.Op)}
	}
}

func encode(answered *Response) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answered); err != nil {
		return encode(&Response{Failure: "response: " + err.Error()})
	}
	return text.Bytes()
}
