package main

import (
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// program is one request: a module with those that it calls, and what they share.
type program struct {
	root        *module
	directories map[string]*directory
	sources     map[string]*source
	// texts are files of other kinds, which functions may read.
	texts map[string]string
	// templates are those of them that were parsed as such.
	templates map[string]hclsyntax.Expression
	// comments is a text: files that do not contain it need not list theirs.
	comments string
	problems []Problem
	reported map[Problem]bool
	counts   Counts
	budget   *budget
	// order is when each reference was first met.
	order map[reference]int
	// strict is above zero inside `try` and `can`, where errors are wanted.
	strict int
	// depth is how many values are evaluated for the sake of others.
	depth     int
	documents []*document
	// byContext finds the module whose outermost scope this is.
	byContext map[*hcl.EvalContext]*module
	// calledModules are those that calls make, in the order of their addresses.
	calledModules []*module
}

func newProgram(asked Request) *program {
	return &program{
		directories: map[string]*directory{},
		sources:     map[string]*source{},
		texts:       asked.Texts,
		templates:   map[string]hclsyntax.Expression{},
		comments:    asked.Comments,
		reported:    map[Problem]bool{},
		budget:      newBudget(),
		order:       map[reference]int{},
		byContext:   map[*hcl.EvalContext]*module{},
	}
}

func (p *program) directoryAt(at string) *directory {
	found, known := p.directories[at]
	if !known {
		found = &directory{folder: at, given: map[string]cty.Value{}}
		p.directories[at] = found
	}
	return found
}

// moduleAt is the module to which a scope belongs.
func (p *program) moduleAt(ctx *hcl.EvalContext) *module {
	for ctx != nil {
		if found, outermost := p.byContext[ctx]; outermost {
			return found
		}
		ctx = ctx.Parent()
	}
	return p.root
}

// read parses every file, in the order of their paths. Where the request names no modules that are called, all files are one module.
func (p *program) read(asked Request) {
	for _, name := range sortedKeys(asked.Files) {
		kind := kindOf(name)
		if kind == notOurs {
			continue
		}
		d := p.root.directory
		if asked.Tree {
			d = p.directoryAt(directoryOf(name))
		}
		p.sources[name] = newSource(name, asked.Files[name])
		// What is wrong with a file is the same for every call: a module that nothing asks reads it.
		reader := &module{program: p, directory: d}
		switch kind {
		case variableValues, jsonVariableValues:
			if d == p.root.directory {
				reader.readValues(p.sources[name], kind == jsonVariableValues)
			}
		case jsonConfiguration:
			reader.readJSON(p.sources[name])
		case configuration:
			reader.readConfiguration(p.sources[name])
		}
	}
	for _, at := range sortedKeys(p.directories) {
		(&module{program: p, directory: p.directories[at]}).merge()
	}
}

func directoryOf(name string) string {
	at := strings.LastIndexByte(name, '/')
	return name[:max(at, 0)]
}

// below joins a relative path; it is false where that leaves the tree.
func below(at, relative string) (string, bool) {
	joined := path.Join(at, relative)
	if strings.HasPrefix(relative, "/") || joined == ".." || strings.HasPrefix(joined, "../") {
		return "", false
	}
	if joined == "." {
		joined = ""
	}
	return joined, true
}
