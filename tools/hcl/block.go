package main

import (
	"fmt"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// fileNode is a file's document in Conftest's shape: labels nest, and every block is in a list.
func (m *module) fileNode(file *configFile) *node {
	root := &node{kind: objectNode}
	m.addAttributes(root, file.body, m.base, "")
	for _, block := range file.body.Blocks {
		list := listAt(root, append([]string{block.Type}, block.Labels...))
		if list == nil {
			continue
		}
		for _, one := range m.blockInstances(block) {
			if m.stopped(block) {
				break
			}
			list.add(m.blockNode(block, block.Body, one))
		}
	}
	return root
}

// listAt is the list that a block of these labels belongs to, made where it is not there. Blocks of one type with more and
// fewer labels cannot both be shown.
func listAt(at *node, path []string) *node {
	for i, step := range path {
		kind := objectNode
		if i == len(path)-1 {
			kind = listNode
		}
		next := at.get(step)
		if next == nil {
			next = &node{kind: kind}
			at.set(step, next)
		}
		if next.kind != kind {
			return nil
		}
		at = next
	}
	return at
}

func (m *module) blockInstances(block *hclsyntax.Block) []*instance {
	if known, found := m.byBlock[block]; found {
		instances, _ := m.instances(known)
		return instances
	}
	return []*instance{{ctx: m.base}}
}

// blockNode is a block with its attributes and the blocks inside it.
func (m *module) blockNode(block *hclsyntax.Block, body *hclsyntax.Body, in *instance) *node {
	made := &node{kind: objectNode, at: blockRange(block)}
	m.budget.nodes--
	m.addAttributes(made, body, in.ctx, block.Type)
	m.addBlocks(made, body, in.ctx)
	if isPolicyDocument(block) {
		m.addPolicyJSON(made, block, in)
	}
	return made
}

// blockRange reaches from the block's type to its closing brace.
func blockRange(block *hclsyntax.Block) hcl.Range {
	end := block.CloseBraceRange
	if end.End.Byte <= block.TypeRange.Start.Byte {
		end = block.Body.SrcRange
	}
	return hcl.Range{Filename: block.TypeRange.Filename, Start: block.TypeRange.Start, End: end.End}
}

func (m *module) addAttributes(to *node, body *hclsyntax.Body, ctx *hcl.EvalContext, blockType string) {
	for _, attribute := range inOrder(body.Attributes) {
		value := m.attributeNode(attribute, ctx, blockType)
		value.at = attribute.SrcRange
		if decided, is := m.decidedAt(attribute, ctx); is {
			value.at = decided
		}
		to.set(attribute.Name, value)
	}
}

func inOrder(attributes hclsyntax.Attributes) []*hclsyntax.Attribute {
	found := make([]*hclsyntax.Attribute, 0, len(attributes))
	for _, attribute := range attributes {
		found = append(found, attribute)
	}
	sort.Slice(found, func(i, j int) bool {
		a, b := found[i].SrcRange, found[j].SrcRange
		return a.Filename < b.Filename || a.Filename == b.Filename && a.Start.Byte < b.Start.Byte
	})
	return found
}

// attributeNode evaluates an attribute of a block that is shown.
func (m *module) attributeNode(attribute *hclsyntax.Attribute, ctx *hcl.EvalContext, blockType string) *node {
	made := m.valueNode(attribute, ctx, blockType)
	m.count(made)
	return made
}

// valueNode evaluates an attribute. One that costs too much is unknown.
func (m *module) valueNode(attribute *hclsyntax.Attribute, ctx *hcl.EvalContext, blockType string) (made *node) {
	left, strict := m.budget.attribute, m.strict
	defer func() {
		m.budget.attribute, m.strict = left, strict
		if caught := recover(); caught != nil {
			m.problem(attribute.NameRange, failure(caught), "error")
			made = &node{kind: unknownNode, text: m.text(attribute.Expr.Range())}
		}
	}()
	m.budget.begin()
	m.strict = 0
	if isNames(blockType, attribute.Name) {
		return m.namesNode(attribute.Expr)
	}
	value := quietly(attribute.Expr, ctx)
	m.budget.begin()
	return m.nodeOf(value, m.placeOf(attribute.Expr, ctx, 0), nil)
}

func (m *module) count(n *node) {
	switch n.kind {
	case unknownNode:
		m.counts.Unknown++
	case listNode, objectNode:
		for _, child := range n.children {
			m.count(child)
		}
	default:
		if n.inner != nil {
			m.count(n.inner)
			return
		}
		m.counts.Known++
	}
}

// namesNode is an expression that Terraform reads as names: the text, or lists and objects of texts.
func (m *module) namesNode(expression hclsyntax.Expression) *node {
	made := &node{}
	switch e := bare(expression).(type) {
	case *hclsyntax.TupleConsExpr:
		made = m.newNode(listNode, "")
		for _, element := range e.Exprs {
			made.add(m.namesNode(element))
		}
	case *hclsyntax.ObjectConsExpr:
		made = m.newNode(objectNode, "")
		for _, item := range e.Items {
			made.set(m.text(item.KeyExpr.Range()), m.namesNode(item.ValueExpr))
		}
	case *hclsyntax.TemplateExpr:
		text, known := stringOf(quietly(e, nil))
		if !known {
			text = m.text(e.Range())
		}
		made = m.newNode(stringNode, text)
	default:
		made = m.newNode(stringNode, m.text(expression.Range()))
	}
	made.at = expression.Range()
	return made
}

// addBlocks adds the blocks inside a body, `dynamic` ones expanded. Each kind is a list.
func (m *module) addBlocks(to *node, body *hclsyntax.Body, ctx *hcl.EvalContext) {
	m.eachBlock(body, ctx, func(kind string, block *hclsyntax.Block, content *hclsyntax.Body, in *instance) {
		list := listAt(to, append([]string{kind}, labelsOf(block)...))
		if list != nil {
			list.add(m.blockNode(block, content, in))
		}
	})
}

// stopped says, and reports, that no more blocks are made: there are too many already.
func (m *module) stopped(block *hclsyntax.Block) bool {
	if m.budget.nodes > 0 && m.budget.module > 0 {
		return false
	}
	m.problem(block.TypeRange, "the module's documents are too large", "error")
	return true
}

func labelsOf(block *hclsyntax.Block) []string {
	if block.Type == "dynamic" {
		return nil
	}
	return block.Labels
}

// eachBlock visits the blocks of a body, and those that its `dynamic` blocks make.
func (m *module) eachBlock(body *hclsyntax.Body, ctx *hcl.EvalContext, visit func(string, *hclsyntax.Block, *hclsyntax.Body, *instance)) {
	for _, block := range body.Blocks {
		if m.stopped(block) {
			return
		}
		content := dynamicContent(block)
		if content == nil {
			visit(block.Type, block, block.Body, &instance{ctx: ctx})
			continue
		}
		for _, one := range m.dynamicInstances(block, ctx) {
			if m.stopped(block) {
				return
			}
			visit(block.Labels[0], block, content.Body, one)
		}
	}
}

func dynamicContent(block *hclsyntax.Block) *hclsyntax.Block {
	if block.Type != "dynamic" || len(block.Labels) != 1 {
		return nil
	}
	for _, inner := range block.Body.Blocks {
		if inner.Type == "content" {
			return inner
		}
	}
	return nil
}

// instances are those that a block's count or for_each makes; not known: one, with unknown keys.
func (m *module) instances(o *object) ([]*instance, bool) {
	if o.instances != nil {
		return o.instances, o.known
	}
	if o.expanding {
		// count needs the block itself.
		return []*instance{m.unknownInstance()}, false
	}
	o.expanding = true
	defer func() { o.expanding = false }()
	switch attributes := o.block.Body.Attributes; {
	case attributes["count"] != nil:
		o.instances, o.known = m.counted(attributes["count"])
	case attributes["for_each"] != nil:
		o.instances, o.known = m.keyed(attributes["for_each"], "each", m.base)
	default:
		o.instances, o.known = []*instance{{ctx: m.base}}, true
	}
	return o.instances, o.known
}

func (m *module) unknownInstance() *instance {
	return &instance{ctx: m.scope(m.base, map[string]cty.Value{
		"each":  m.unknownIterator("each"),
		"count": cty.ObjectVal(map[string]cty.Value{"index": m.unknown(cty.Number, "count.index")}),
	})}
}

func (m *module) unknownIterator(name string) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{
		"key":   m.unknown(cty.DynamicPseudoType, name+".key"),
		"value": m.unknown(cty.DynamicPseudoType, name+".value"),
	})
}

func (m *module) scope(parent *hcl.EvalContext, variables map[string]cty.Value) *hcl.EvalContext {
	child := parent.NewChild()
	child.Variables = variables
	return child
}

func (m *module) counted(attribute *hclsyntax.Attribute) ([]*instance, bool) {
	value := m.apart(attribute.NameRange, func() cty.Value { return quietly(attribute.Expr, m.base) })
	plain, _ := value.Unmark()
	text, known := stringOf(plain)
	total := 0
	if _, err := fmt.Sscanf(text, "%d", &total); !known || err != nil || total < 0 {
		return []*instance{m.unknownInstance()}, false
	}
	made := make([]*instance, 0, min(total, maxInstances))
	for i := range m.bounded(total, attribute) {
		key := cty.NumberIntVal(int64(i))
		made = append(made, &instance{key: key, name: fmt.Sprint(i), ctx: m.scope(m.base, map[string]cty.Value{
			"count": cty.ObjectVal(map[string]cty.Value{"index": key}),
		})})
	}
	return made, true
}

// bounded is how many instances are made of those asked for.
func (m *module) bounded(total int, attribute *hclsyntax.Attribute) int {
	if total > maxInstances {
		m.problem(attribute.NameRange, fmt.Sprintf("%d instances; the first %d are looked at", total, maxInstances), "warning")
		return maxInstances
	}
	return total
}

// keyed makes an instance for each element of a collection; not known: one, with unknown key and value.
func (m *module) keyed(attribute *hclsyntax.Attribute, name string, parent *hcl.EvalContext) ([]*instance, bool) {
	value := m.apart(attribute.NameRange, func() cty.Value { return quietly(attribute.Expr, parent) })
	collection, marks := value.Unmark()
	if !iterable(collection) {
		return []*instance{{ctx: m.scope(parent, map[string]cty.Value{name: m.unknownIterator(name)})}}, false
	}
	where := m.placeApart(attribute.Expr, parent)
	total := m.bounded(collection.LengthInt(), attribute)
	made := make([]*instance, 0, total)
	for it := collection.ElementIterator(); it.Next() && len(made) < total; {
		key, element := it.Element()
		text, _ := stringOf(key)
		if collection.Type().IsSetType() {
			key = element
		}
		m.budget.module -= 10
		one := &instance{key: unmarked(key), ctx: m.scope(parent, map[string]cty.Value{
			name: cty.ObjectVal(map[string]cty.Value{"key": key, "value": element.WithMarks(marks)}),
		})}
		one.name, _ = stringOf(key)
		if !collection.Type().IsSetType() {
			m.iterators[one.ctx] = iterator{name, where.below(text)}
		}
		made = append(made, one)
	}
	return made, true
}

func unmarked(value cty.Value) cty.Value {
	plain, _ := value.Unmark()
	return plain
}

func (m *module) placeApart(expression hclsyntax.Expression, ctx *hcl.EvalContext) (found *place) {
	m.apart(expression.Range(), func() cty.Value {
		found = m.placeOf(expression, ctx, 0)
		return cty.DynamicVal
	})
	return found
}

// dynamicInstances makes an instance for each block of a `dynamic` block.
func (m *module) dynamicInstances(block *hclsyntax.Block, ctx *hcl.EvalContext) []*instance {
	name := block.Labels[0]
	if attribute, renamed := block.Body.Attributes["iterator"]; renamed {
		if keyword := hcl.ExprAsKeyword(bare(attribute.Expr)); keyword != "" {
			name = keyword
		}
	}
	attribute, found := block.Body.Attributes["for_each"]
	if !found {
		return nil
	}
	made, _ := m.keyed(attribute, name, ctx)
	return made
}
