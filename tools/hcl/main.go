// Command hcl is HashiCorp's own HCL parser and evaluator behind one call: the files of one Terraform module in, one document
// for each file out, with the place of every value.
//
// It is a WASI reactor: the host calls allocate, writes a JSON request there, calls evaluate, and reads the JSON response. It
// touches neither files nor network. It judges nothing; what cannot be known is said to be unknown, with its reference.
package main

import (
	"encoding/json"
	"runtime"
	"runtime/debug"
	"unsafe"
)

// ballast is never written to, so it costs address space only: a heap below twice its size is not collected.
var ballast []byte

// init sets the heap up for an instance that lives for seconds. Each time that Wasm memory grows, the host collects its own
// garbage: what most changes need is taken in one piece, of which all but the ballast is free at once.
func init() {
	debug.SetGCPercent(-1)
	ballast = make([]byte, 192<<20)
	ballast = make([]byte, 48<<20)
	runtime.GC()
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(512 << 20)
	debug.SetMaxStack(64 << 20)
}

// The buffers that the host sees are kept here, or the collector would take them away.
var request, response []byte

func main() {}

//go:wasmexport allocate
func allocate(size uint32) uint32 {
	request = make([]byte, size)
	return address(request)
}

// evaluate answers the request in the allocated buffer: the response's address in the upper half, its length in the lower.
//
//go:wasmexport evaluate
func evaluate() uint64 {
	response = answer(request)
	request = nil
	return uint64(address(response))<<32 | uint64(len(response))
}

// release lets the response go.
//
//go:wasmexport release
func release() {
	response = nil
}

func address(buffer []byte) uint32 {
	return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(buffer))))
}

func answer(text []byte) []byte {
	var asked Request
	if err := json.Unmarshal(text, &asked); err != nil {
		return []byte(`{"error":"the request is not JSON"}`)
	}
	return evaluateModule(asked)
}
