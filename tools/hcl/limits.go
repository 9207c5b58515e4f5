package main

// Limits on a module. A hostile file must neither balloon memory nor spin for ever: what passes a limit is unknown, with a problem
// that says so, and the rest of the module goes on.
const (
	// maxNesting bounds brackets, templates and blocks inside each other: the parser recurses.
	maxNesting = 100
	// maxOperators bounds the operators of one statement: a chain of them is a deep tree.
	maxOperators = 2_000
	// maxSteps bounds what one attribute may cost to evaluate: nodes evaluated plus elements seen.
	maxSteps = 500_000
	// maxModuleSteps bounds what a whole module may cost.
	maxModuleSteps = 6_000_000
	// maxString bounds a string that a template or function makes, in bytes.
	maxString = 1 << 20
	// maxExponent bounds the binary exponent of a number: `1e1000000000` has a gigabyte of digits, and JSON readers know doubles only.
	maxExponent = 1_000
	// maxInstances bounds the instances of a block by count, for_each or dynamic.
	maxInstances = 100
	// maxNodes bounds the nodes of a module's documents.
	maxNodes = 1_000_000
	// maxOutput bounds the text of a module's documents, in bytes.
	maxOutput = 64 << 20
	// maxReference bounds the text of a reference, in bytes.
	maxReference = 200
	// maxPolicy bounds a string that is looked at as a JSON document, in bytes.
	maxPolicy = 256 << 10
)

// exhausted is what an evaluation over its budget panics with: HCL's evaluator has no other way out.
type exhausted struct{ what string }

// budget counts what evaluation costs.
type budget struct {
	attribute, module int
	nodes, output     int
}

func (b *budget) begin() { b.attribute = maxSteps }

// spend panics when the attribute or the module has used up what it may.
func (b *budget) spend(steps int) {
	b.attribute -= steps
	b.module -= steps
	if b.module < 0 {
		panic(exhausted{"the module takes too many steps to evaluate"})
	}
	if b.attribute < 0 {
		panic(exhausted{"the value takes too many steps to evaluate"})
	}
}

func newBudget() *budget {
	return &budget{attribute: maxSteps, module: maxModuleSteps, nodes: maxNodes, output: maxOutput}
}
