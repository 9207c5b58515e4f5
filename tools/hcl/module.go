package main

import (
	"bytes"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// module is a directory of configuration with the values of one call, or by itself, and what is known of it so far. Variables,
// locals and attributes of blocks are evaluated when they are first needed.
type module struct {
	*program
	*directory
	// from is the call that makes the module; nil where it stands for itself.
	from *call
	base *hcl.EvalContext

	objects   map[string]*object
	byBlock   map[*hclsyntax.Block]*object
	variables map[string]*variable
	locals    map[string]*local
	outputs   map[string]*hclsyntax.Block
	resolved  map[visit]cty.Value
	visiting  map[visit]bool
	iterators map[*hcl.EvalContext]iterator
	children  map[*instance]*module
}

// directory is the text of a module: it is read once, however often the module is called.
type directory struct {
	folder string
	files  []*configFile
	// given are the values of terraform.tfvars and its like, which Terraform reads of the outermost module alone.
	given map[string]cty.Value
}

// configFile is a file of the module that becomes a document.
type configFile struct {
	source   *source
	body     *hclsyntax.Body
	override bool
	comments []Comment
}

// object is a block that others can refer to: a resource, a data source or a module call.
type object struct {
	mode, kind, address string
	block               *hclsyntax.Block
	// repeated says that the block has count or for_each.
	repeated  bool
	instances []*instance
	known     bool
	expanding bool
}

// instance is one of a block's objects: its key (a number, a string, or nothing) and where its expressions are evaluated.
type instance struct {
	key  cty.Value
	name string
	ctx  *hcl.EvalContext
}

// index is the instance's key as a step of a path.
func (i *instance) index() hcl.Traversal {
	if i.key == cty.NilVal {
		return nil
	}
	return hcl.Traversal{hcl.TraverseIndex{Key: i.key}}
}

type variable struct {
	body  *hclsyntax.Body
	value cty.Value
	done  bool
}

type local struct {
	attribute *hclsyntax.Attribute
	value     cty.Value
	weight    int
	done      bool
	visiting  bool
}

// visit names an attribute of an instance.
type visit struct{ address, instance, attribute string }

func evaluateModule(asked Request) []byte {
	p := newProgram(asked)
	root := p.module(p.directoryAt(asked.Directory), nil)
	p.root = root
	p.read(asked)
	root.index()
	root.callAll()
	return p.respond()
}

// module is a directory with the values of a call.
func (p *program) module(d *directory, from *call) *module {
	m := &module{
		program:   p,
		directory: d,
		from:      from,
		base:      &hcl.EvalContext{Functions: functions(), Variables: map[string]cty.Value{}},
		objects:   map[string]*object{},
		byBlock:   map[*hclsyntax.Block]*object{},
		variables: map[string]*variable{},
		locals:    map[string]*local{},
		outputs:   map[string]*hclsyntax.Block{},
		resolved:  map[visit]cty.Value{},
		visiting:  map[visit]bool{},
		iterators: map[*hcl.EvalContext]iterator{},
		children:  map[*instance]*module{},
	}
	p.byContext[m.base] = m
	return m
}

var table map[string]function.Function

func functions() map[string]function.Function {
	if table == nil {
		table = functionTable()
	}
	return table
}

type fileKind int

const (
	notOurs fileKind = iota
	configuration
	jsonConfiguration
	variableValues
	jsonVariableValues
)

// kindOf says what Terraform takes a file for, by its name.
func kindOf(path string) fileKind {
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case strings.HasSuffix(name, ".tf"), strings.HasSuffix(name, ".tofu"):
		return configuration
	case strings.HasSuffix(name, ".tf.json"), strings.HasSuffix(name, ".tofu.json"):
		return jsonConfiguration
	case name == "terraform.tfvars", strings.HasSuffix(name, ".auto.tfvars"):
		return variableValues
	case name == "terraform.tfvars.json", strings.HasSuffix(name, ".auto.tfvars.json"):
		return jsonVariableValues
	}
	return notOurs
}

// isOverride says whether a file's blocks are merged into those of others.
func isOverride(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	name, _, _ = strings.Cut(name, ".")
	return name == "override" || strings.HasSuffix(name, "_override")
}

func (m *module) readConfiguration(s *source) {
	file := &configFile{source: s, body: &hclsyntax.Body{}, override: isOverride(s.path), comments: []Comment{}}
	m.files = append(m.files, file)
	start := hcl.Pos{Line: 1, Column: 1}
	// HCL's parser makes its own tokens: to make them twice is worth it for few files.
	if wanted := bytes.Contains(s.text, []byte(m.comments)); wanted || !looksPlain(s.text) {
		tokens, _ := hclsyntax.LexConfig(s.text, s.path, start)
		if message, at := tooComplex(tokens); message != "" {
			m.problem(*at, message, "error")
			return
		}
		if wanted {
			file.comments = s.comments(tokens)
		}
	}
	parsed, diags := hclsyntax.ParseConfig(s.text, s.path, start)
	m.diagnose(diags)
	if parsed != nil {
		if body, is := parsed.Body.(*hclsyntax.Body); is {
			file.body = body
			m.guardBody(body, "")
		}
	}
}

// guardBody puts guards into the expressions of a body. What Terraform reads as names is left as it is.
func (m *module) guardBody(body *hclsyntax.Body, parent string) {
	for name, attribute := range body.Attributes {
		if !isNames(parent, name) {
			attribute.Expr = m.guarded(attribute.Expr)
		}
	}
	for _, block := range body.Blocks {
		m.guardBody(block.Body, block.Type)
	}
}

// isNames says whether an attribute holds names instead of values: a type, addresses, a provider's configuration.
func isNames(block, name string) bool {
	switch name {
	case "type":
		return block == "variable"
	case "provider":
		return block == "resource" || block == "data" || block == "ephemeral" || block == "import"
	case "providers":
		return block == "module"
	case "depends_on", "ignore_changes", "replace_triggered_by", "configuration_aliases":
		return true
	case "from", "to":
		return block == "moved" || block == "removed" || block == "import"
	}
	return false
}

// index files every block under the names that references use.
func (m *module) index() {
	for _, file := range m.files {
		for _, block := range file.body.Blocks {
			switch {
			case block.Type == "variable" && len(block.Labels) == 1:
				m.variables[block.Labels[0]] = &variable{body: block.Body}
			case block.Type == "locals":
				for name, attribute := range block.Body.Attributes {
					m.locals[name] = &local{attribute: attribute}
				}
			case block.Type == "output" && len(block.Labels) == 1:
				m.outputs[block.Labels[0]] = block
			case (block.Type == "resource" || block.Type == "data" || block.Type == "module") && len(block.Labels) > 0:
				m.indexObject(block)
			}
		}
	}
}

func (m *module) indexObject(block *hclsyntax.Block) {
	address := strings.Join(block.Labels, ".")
	if block.Type != "resource" {
		address = block.Type + "." + address
	}
	_, counted := block.Body.Attributes["count"]
	_, keyed := block.Body.Attributes["for_each"]
	made := &object{mode: block.Type, kind: block.Labels[0], address: address, block: block, repeated: counted || keyed}
	m.objects[address], m.byBlock[block] = made, made
}

// apart evaluates something that has a budget of its own and where errors are not wanted. What costs too much is unknown.
func (m *module) apart(at hcl.Range, evaluate func() cty.Value) (value cty.Value) {
	attribute, strict := m.budget.attribute, m.strict
	m.budget.begin()
	m.strict = 0
	m.depth++
	defer func() {
		m.depth--
		m.budget.attribute, m.strict = attribute, strict
		if caught := recover(); caught != nil {
			m.problem(at, failure(caught), "error")
			value = cty.DynamicVal
		}
	}()
	if m.depth > maxDepth {
		panic(exhausted{"references lead too deep"})
	}
	return evaluate()
}

func (m *module) diagnose(diags hcl.Diagnostics) {
	for _, diag := range diags {
		if diag.Severity != hcl.DiagError {
			continue
		}
		message := strings.TrimSuffix(diag.Summary, ".")
		if diag.Detail != "" {
			message += ": " + diag.Detail
		}
		at := hcl.Range{}
		if diag.Subject != nil {
			at = *diag.Subject
		}
		m.problem(at, message, "error")
	}
}

// problem records what is wrong with the text, once.
func (m *module) problem(at hcl.Range, message, severity string) {
	problem := Problem{File: at.Filename, Line: 1, Column: 1, Message: message, Severity: severity}
	if s, found := m.sources[at.Filename]; found {
		file, start, _ := s.original(at)
		problem.File = file.path
		problem.Line, problem.Column = file.at(start)
	}
	if !m.reported[problem] && len(m.problems) < 200 {
		m.reported[problem] = true
		m.problems = append(m.problems, problem)
	}
}

func sortedKeys[V any](of map[string]V) []string {
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
