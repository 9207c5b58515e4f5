// Command rego is OPA's own compiler, type checker and test runner behind one request and one response.
//
// It reads one JSON request on standard input and writes one JSON response on standard output. It touches
// neither files nor network, so that it runs on an in-memory WASI host. It decides nothing about policies:
// what is allowed, and what a wrong policy means, is decided by the caller.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run answers the request on standard input. An error means that there is no answer at all.
func run(ctx context.Context) error {
	var request Request
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&request); err != nil {
		return fmt.Errorf("request: %w", err)
	}
	response, err := answer(ctx, &request)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(response)
}

func answer(ctx context.Context, request *Request) (*Response, error) {
	switch request.Op {
	case "inspect":
		return inspect(request), nil
	case "compile":
		return compileModules(ctx, request), nil
	case "test":
		return test(ctx, request), nil
	default:
		return nil, fmt.Errorf("request: unknown op %q", request.Op)
	}
}
