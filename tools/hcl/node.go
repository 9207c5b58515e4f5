package main

import (
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type nodeKind int

const (
	nullNode nodeKind = iota
	boolNode
	numberNode
	stringNode
	unknownNode
	listNode
	objectNode
)

// node is a value of a document with its place. A string may hold a document of its own.
type node struct {
	kind nodeKind
	// text is a string, a number or `true` as they are written, or an unknown value's reference.
	text     string
	keys     []string
	places   map[string]int
	children []*node
	// at has no file name where the node has no place of its own.
	at    hcl.Range
	inner *node
}

func (m *module) newNode(kind nodeKind, text string) *node {
	m.budget.nodes--
	m.budget.output -= len(text) + 8
	if m.budget.nodes < 0 || m.budget.output < 0 {
		panic(exhausted{"the module's documents are too large"})
	}
	return &node{kind: kind, text: text}
}

// set adds or replaces an entry of an object.
func (n *node) set(key string, value *node) {
	if n.places == nil {
		n.places = map[string]int{}
		for at, name := range n.keys {
			n.places[name] = at
		}
	}
	if at, found := n.places[key]; found {
		n.children[at] = value
		return
	}
	n.places[key] = len(n.keys)
	n.keys = append(n.keys, key)
	n.children = append(n.children, value)
}

// get finds an entry. Objects made from values have no map of their keys: they are hardly ever asked.
func (n *node) get(key string) *node {
	if at, found := n.places[key]; found {
		return n.children[at]
	}
	if at := slices.Index(n.keys, key); n.places == nil && at >= 0 {
		return n.children[at]
	}
	return nil
}

func (n *node) add(element *node) { n.children = append(n.children, element) }

// nodeOf turns a value into a document's nodes. The marks of what holds it serve where it has none of its own.
func (m *module) nodeOf(value cty.Value, at *place, inherited cty.ValueMarks) *node {
	m.budget.spend(1)
	made := m.bareNode(value, at, inherited)
	if at != nil {
		made.at = at.at
	}
	return made
}

func (m *module) bareNode(value cty.Value, at *place, inherited cty.ValueMarks) *node {
	plain, marks := value.Unmark()
	if len(marks) == 0 {
		marks = inherited
	}
	if !plain.IsKnown() {
		if found := m.documentOf(value); found != nil {
			return m.documentNode(found)
		}
		if parts := m.concatenated(at); parts != nil {
			return parts
		}
		return m.unknownNode(plain.WithMarks(marks), at)
	}
	if plain.IsNull() {
		return m.newNode(nullNode, "")
	}
	switch t := plain.Type(); {
	case t == cty.String:
		return m.stringNode(value, at)
	case t == cty.Number && tooLarge(plain):
		return m.unknownNode(plain, at)
	case t == cty.Number:
		return m.newNode(numberNode, numberText(plain))
	case t == cty.Bool:
		return m.newNode(boolNode, strconv.FormatBool(plain.True()))
	case t.IsObjectType() || t.IsMapType():
		return m.objectNode(plain, at, marks)
	case t.IsTupleType() || t.IsListType() || t.IsSetType():
		return m.listNode(plain, at, marks)
	default:
		return m.unknownNode(plain.WithMarks(marks), at)
	}
}

// concatenated is a `concat` of which not everything is known: each list that is not known stands as one unknown element.
func (m *module) concatenated(at *place) *node {
	if at == nil || at.expression == nil {
		return nil
	}
	call, is := bare(at.expression).(*hclsyntax.FunctionCallExpr)
	if !is || call.Name != "concat" || call.ExpandFinal {
		return nil
	}
	made := m.newNode(listNode, "")
	for _, argument := range call.Args {
		owner := m.moduleAt(at.ctx)
		part := m.nodeOf(quietly(argument, at.ctx), owner.placeOf(argument, at.ctx, 0), nil)
		if part.kind == listNode {
			made.children = append(made.children, part.children...)
		} else {
			made.add(part)
		}
	}
	return made
}

func (m *module) unknownNode(value cty.Value, at *place) *node {
	text := ""
	if at != nil && at.expression != nil {
		text = m.referenceOr(value, at.expression)
	} else {
		text = m.referenceOf(value, nil)
	}
	return m.newNode(unknownNode, text)
}

func (m *module) stringNode(value cty.Value, at *place) *node {
	if found := m.documentOf(value); found != nil {
		return m.documentNode(found)
	}
	plain, _ := value.Unmark()
	text := plain.AsString()
	if reference, marked := markedPart(text); marked {
		return m.newNode(unknownNode, reference)
	}
	// A link between resources says more than the name that it happens to have.
	if m.isResourceReference(at) {
		return m.newNode(unknownNode, m.text(at.expression.Range()))
	}
	return m.newNode(stringNode, text)
}

func (m *module) objectNode(value cty.Value, at *place, marks cty.ValueMarks) *node {
	made := m.newNode(objectNode, "")
	for it := value.ElementIterator(); it.Next(); {
		key, element := it.Element()
		name := key.AsString()
		made.keys = append(made.keys, withoutMarkers(name))
		made.add(m.nodeOf(element, at.below(name), marks))
	}
	return made
}

func (m *module) listNode(value cty.Value, at *place, marks cty.ValueMarks) *node {
	made := m.newNode(listNode, "")
	isSet := value.Type().IsSetType()
	index := 0
	for it := value.ElementIterator(); it.Next(); index++ {
		_, element := it.Element()
		var child *place
		// A set is sorted: its elements stand elsewhere than in the text.
		if !isSet {
			child = at.below(strconv.Itoa(index))
		}
		made.add(m.nodeOf(element, child, marks))
	}
	return made
}
