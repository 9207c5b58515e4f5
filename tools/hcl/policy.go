package main

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// policyDocumentType is the data source whose `json` the AWS provider computes from its blocks alone.
const policyDocumentType = "aws_iam_policy_document"

func isPolicyDocument(block *hclsyntax.Block) bool {
	return block.Type == "data" && len(block.Labels) == 2 && block.Labels[0] == policyDocumentType
}

// addPolicyJSON adds the computed `json` to a policy document's block.
func (m *module) addPolicyJSON(to *node, block *hclsyntax.Block, in *instance) {
	object, indexed := m.byBlock[block]
	if !indexed {
		return
	}
	m.apart(block.TypeRange, func() cty.Value {
		value := m.policyJSON(object, in)
		if value == cty.NilVal {
			return value
		}
		if found := m.documentOf(value); found != nil {
			made := m.documentNode(found)
			made.at = blockRange(block)
			to.set("json", made)
		}
		return value
	})
}

// policyJSON is the `json` attribute of a policy document, or cty.NilVal where it needs itself.
func (m *module) policyJSON(o *object, in *instance) cty.Value {
	key := visit{o.address, in.name, "json"}
	if value, known := m.resolved[key]; known {
		return value
	}
	if m.visiting[key] {
		return cty.NilVal
	}
	m.visiting[key] = true
	defer delete(m.visiting, key)
	value := m.apart(o.block.TypeRange, func() cty.Value {
		root := m.policyRoot(o.block, in)
		marks := cty.ValueMarks{}
		m.markUnknown(root, marks)
		if len(marks) > 0 {
			return m.partial(marks, root)
		}
		text := jsonText(root)
		m.weighText(len(text))
		return m.known(cty.StringVal(text), text, func() *node { return root })
	})
	m.resolved[key] = value
	return value
}

func (m *module) markUnknown(n *node, marks cty.ValueMarks) {
	if n.kind == unknownNode {
		for mark := range m.unknown(cty.String, n.text).Marks() {
			marks[mark] = struct{}{}
		}
	}
	for _, child := range n.children {
		m.markUnknown(child, marks)
	}
}

func (m *module) policyRoot(block *hclsyntax.Block, in *instance) *node {
	root := m.newNode(objectNode, "")
	root.at = blockRange(block)
	version := m.argument(block.Body, "version", in.ctx)
	if version == nil {
		version = m.newNode(stringNode, "2012-10-17")
	}
	root.set("Version", version)
	if id := m.argument(block.Body, "policy_id", in.ctx); id != nil {
		root.set("Id", id)
	}
	statements := m.otherStatements(nil, block.Body, in.ctx, "source_json", "source_policy_documents")
	m.eachBlock(block.Body, in.ctx, func(kind string, inner *hclsyntax.Block, content *hclsyntax.Body, one *instance) {
		if kind == "statement" {
			statements = merged(statements, m.statement(inner, content, one.ctx))
		}
	})
	statements = m.otherStatements(statements, block.Body, in.ctx, "override_json", "override_policy_documents")
	list := m.newNode(listNode, "")
	list.children = statements
	root.set("Statement", list)
	return root
}

// merged adds a statement; one with the same Sid is replaced.
func merged(statements []*node, added *node) []*node {
	if sid := added.get("Sid"); sid != nil && sid.kind == stringNode && sid.text != "" {
		for i, statement := range statements {
			if same := statement.get("Sid"); same != nil && same.kind == stringNode && same.text == sid.text {
				statements[i] = added
				return statements
			}
		}
	}
	return append(statements, added)
}

// otherStatements adds the statements of the documents that a policy document names.
func (m *module) otherStatements(statements []*node, body *hclsyntax.Body, ctx *hcl.EvalContext, names ...string) []*node {
	for _, name := range names {
		found := m.argument(body, name, ctx)
		if found == nil {
			continue
		}
		documents := []*node{found}
		if found.kind == listNode {
			documents = found.children
		}
		for _, one := range documents {
			for _, statement := range m.statementsOf(one) {
				statements = merged(statements, statement)
			}
		}
	}
	return statements
}

// statementsOf are the statements of a document given as JSON. Of a document that is unknown there is one, unknown.
func (m *module) statementsOf(given *node) []*node {
	root := given.inner
	if root == nil && given.kind == stringNode && strings.TrimSpace(given.text) != "" {
		root = m.readText(given.text, given.at)
	}
	if given.kind == unknownNode {
		return []*node{given}
	}
	if root == nil {
		return nil
	}
	switch found := root.get("Statement"); {
	case found == nil:
		return nil
	case found.kind == listNode:
		return found.children
	default:
		return []*node{found}
	}
}

// readText parses JSON that was computed: all of it stands at one place.
func (m *module) readText(text string, at hcl.Range) *node {
	if len(text) > maxPolicy {
		return nil
	}
	read := &templateText{module: m, pieces: []piece{{start: 0, end: len(text), at: at}}}
	read.buffer.WriteString(text)
	return read.parse()
}

// statement is one statement block in the shape that the AWS provider gives it.
func (m *module) statement(block *hclsyntax.Block, body *hclsyntax.Body, ctx *hcl.EvalContext) *node {
	made := m.newNode(objectNode, "")
	made.at = blockRange(block)
	if sid := m.argument(body, "sid", ctx); sid != nil && sid.text != "" {
		made.set("Sid", sid)
	}
	effect := m.argument(body, "effect", ctx)
	if effect == nil {
		effect = m.newNode(stringNode, "Allow")
	}
	made.set("Effect", effect)
	for _, list := range [][2]string{{"actions", "Action"}, {"not_actions", "NotAction"}, {"resources", "Resource"}, {"not_resources", "NotResource"}} {
		if value := single(m.argument(body, list[0], ctx)); value != nil {
			made.set(list[1], value)
		}
	}
	m.eachBlock(body, ctx, func(kind string, inner *hclsyntax.Block, content *hclsyntax.Body, one *instance) {
		switch kind {
		case "principals":
			m.principal(made, "Principal", inner, content, one.ctx)
		case "not_principals":
			m.principal(made, "NotPrincipal", inner, content, one.ctx)
		case "condition":
			m.condition(made, inner, content, one.ctx)
		}
	})
	return made
}

// argument is an attribute's value, or nil where it is absent or null. The provider writes `&{…}` as `${…}`.
func (m *module) argument(body *hclsyntax.Body, name string, ctx *hcl.EvalContext) *node {
	attribute, given := body.Attributes[name]
	if !given {
		return nil
	}
	made := m.valueNode(attribute, ctx, "")
	if made.kind == nullNode {
		return nil
	}
	unescaped(made)
	made.at = attribute.SrcRange
	return made
}

func unescaped(n *node) {
	if n.kind == stringNode {
		n.text = strings.ReplaceAll(n.text, "&{", "${")
	}
	for _, child := range n.children {
		unescaped(child)
	}
}

// single writes a list of one as its element, and no empty list.
func single(n *node) *node {
	if n == nil || n.kind != listNode {
		return n
	}
	switch len(n.children) {
	case 0:
		return nil
	case 1:
		only := *n.children[0]
		only.at = n.at
		return &only
	}
	return n
}

func (m *module) principal(statement *node, name string, block *hclsyntax.Block, body *hclsyntax.Body, ctx *hcl.EvalContext) {
	kind := m.keyArgument(body, "type", ctx)
	identifiers := single(m.argument(body, "identifiers", ctx))
	if identifiers == nil {
		return
	}
	if kind == "*" && identifiers.kind == stringNode && identifiers.text == "*" && statement.get(name) == nil {
		identifiers.at = blockRange(block)
		statement.set(name, identifiers)
		return
	}
	at := m.objectBelow(statement, name, block)
	at.set(kind, together(at.get(kind), identifiers))
}

func (m *module) condition(statement *node, block *hclsyntax.Block, body *hclsyntax.Body, ctx *hcl.EvalContext) {
	values := single(m.argument(body, "values", ctx))
	if values == nil {
		return
	}
	test := m.objectBelow(m.objectBelow(statement, "Condition", block), m.keyArgument(body, "test", ctx), block)
	variable := m.keyArgument(body, "variable", ctx)
	test.set(variable, together(test.get(variable), values))
}

// objectBelow is an object's entry that is an object itself, made where it is not there.
func (m *module) objectBelow(parent *node, name string, block *hclsyntax.Block) *node {
	if found := parent.get(name); found != nil && found.kind == objectNode {
		return found
	}
	made := m.newNode(objectNode, "")
	made.at = blockRange(block)
	if found := parent.get(name); found != nil {
		made.set("*", found)
	}
	parent.set(name, made)
	return made
}

// keyArgument is an attribute's value as a key; unknown parts show their references.
func (m *module) keyArgument(body *hclsyntax.Body, name string, ctx *hcl.EvalContext) string {
	attribute, given := body.Attributes[name]
	if !given {
		return ""
	}
	value := quietly(attribute.Expr, ctx)
	text, known := stringOf(value)
	if !known {
		text, _ = stringOf(m.unknownKey(attribute.Expr, value, ctx))
	}
	return strings.ReplaceAll(withoutMarkers(text), "&{", "${")
}

// together are the values of two blocks with one key.
func together(before, added *node) *node {
	if before == nil {
		return added
	}
	list := &node{kind: listNode, at: before.at}
	for _, one := range []*node{before, added} {
		if one.kind == listNode {
			list.children = append(list.children, one.children...)
		} else {
			list.children = append(list.children, one)
		}
	}
	return list
}
