package main

import "fmt"

// Limits on a module. A hostile file must neither balloon memory nor spin for ever: what passes a limit is unknown, with a problem
// that says so, and the rest of the module goes on.
const (
	// maxNesting bounds brackets, templates and blocks inside each other: the parser recurses.
	maxNesting = 100
	// maxOperators bounds the operators of one statement: a chain of them is a deep tree.
	maxOperators = 2_000
	// maxPlainNesting and maxPlainOperators are what a text may have at most that is not looked at closer.
	maxPlainNesting   = 40
	maxPlainOperators = 500
	// maxSteps bounds what one attribute may cost to evaluate: nodes evaluated plus elements seen. Public modules stay below 1,000.
	maxSteps = 100_000
	// maxModuleSteps bounds what a whole module may cost. Public modules stay below 250,000; a step takes about a microsecond.
	maxModuleSteps = 2_000_000
	// maxString bounds a string that a template or function makes, in bytes.
	maxString = 1 << 20
	// maxDepth bounds how deep references lead to others that are evaluated for them.
	maxDepth = 50
	// maxExponent bounds the binary exponent of a number: `1e1000000000` has a gigabyte of digits, and JSON readers know doubles only.
	maxExponent = 1_000
	// maxInstances bounds the instances of a block by count, for_each or dynamic.
	maxInstances = 100
	// maxFileSteps bounds what one file of a module may cost, so that it does not starve the others.
	maxFileSteps = 1_000_000
	// maxNodes bounds the nodes of a module's documents, maxFileNodes those of one.
	maxNodes     = 250_000
	maxFileNodes = 100_000
	// maxCalls bounds how deep modules call others, maxModules how many are made by the calls of one.
	maxCalls   = 10
	maxModules = 100
	// moduleNodes and moduleSteps are what each module that is called adds to what all may cost, up to maxTreeNodes and maxTreeSteps.
	moduleNodes  = 25_000
	moduleSteps  = 250_000
	maxTreeNodes = 600_000
	maxTreeSteps = 8_000_000
	// maxOutput bounds the text of a module's documents, in bytes.
	maxOutput = 32 << 20
	// maxReference bounds the text of a reference, in bytes.
	maxReference = 200
	// maxAliases bounds the aliases of a YAML text: aliases of aliases multiply.
	maxAliases = 10
	// maxPolicy bounds a string that is looked at as a JSON document, in bytes.
	maxPolicy = 256 << 10
)

// exhausted is what an evaluation over its budget panics with: HCL's evaluator has no other way out.
type exhausted struct{ what string }

// budget counts what evaluation costs.
type budget struct {
	attribute, module int
	nodes, output     int
	// modules is how many more may be made, and grown what they have added so far.
	modules                int
	grownNodes, grownSteps int
}

// grow adds what one more module may cost.
func (b *budget) grow() {
	if nodes := min(moduleNodes, maxTreeNodes-maxNodes-b.grownNodes); nodes > 0 {
		b.nodes, b.grownNodes = b.nodes+nodes, b.grownNodes+nodes
	}
	if steps := min(moduleSteps, maxTreeSteps-maxModuleSteps-b.grownSteps); steps > 0 {
		b.module, b.grownSteps = b.module+steps, b.grownSteps+steps
	}
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

// share gives one file no more than its part, and takes what it used off the module's.
func (b *budget) share(use func()) {
	nodes, steps := b.nodes, b.module
	b.nodes, b.module = min(nodes, maxFileNodes), min(steps, maxFileSteps)
	givenNodes, givenSteps := b.nodes, b.module
	defer func() {
		b.nodes, b.module = nodes-(givenNodes-b.nodes), steps-(givenSteps-b.module)
	}()
	use()
}

func newBudget() *budget {
	return &budget{attribute: maxSteps, module: maxModuleSteps, nodes: maxNodes, output: maxOutput, modules: maxModules}
}

// failure says what a panic was about: a limit, or a bug of the evaluator, which costs its value only.
func failure(caught any) string {
	if limit, is := caught.(exhausted); is {
		return limit.what
	}
	return fmt.Sprintf("the evaluator failed: %v", caught)
}
