package main

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// merge puts the blocks of override files into those that they override, as Terraform does. What is merged is shown where it was
// first, with places in the override file; the override file's own document keeps what has nothing to override.
func (m *module) merge() {
	for _, file := range m.files {
		if !file.override {
			continue
		}
		left := hclsyntax.Blocks{}
		for _, block := range file.body.Blocks {
			if !m.mergeBlock(block) {
				left = append(left, block)
			}
		}
		file.body.Blocks = left
	}
}

func (m *module) mergeBlock(block *hclsyntax.Block) bool {
	if block.Type == "locals" {
		return m.mergeLocals(block)
	}
	for _, file := range m.files {
		if file.override {
			continue
		}
		for _, target := range file.body.Blocks {
			if target.Type == block.Type && slices.Equal(target.Labels, block.Labels) && m.alias(target) == m.alias(block) {
				mergeBody(target.Body, block.Body)
				return true
			}
		}
	}
	return false
}

// alias tells two configurations of one provider apart.
func (m *module) alias(block *hclsyntax.Block) string {
	if attribute, named := block.Body.Attributes["alias"]; named && block.Type == "provider" {
		return m.text(attribute.Expr.Range())
	}
	return ""
}

func (m *module) mergeLocals(block *hclsyntax.Block) bool {
	for name, attribute := range block.Body.Attributes {
		for _, file := range m.files {
			for _, target := range file.body.Blocks {
				if _, defined := target.Body.Attributes[name]; defined && !file.override && target.Type == "locals" {
					target.Body.Attributes[name] = attribute
					delete(block.Body.Attributes, name)
				}
			}
		}
	}
	return len(block.Body.Attributes) == 0
}

// mergeBody replaces attributes one by one, and nested blocks kind by kind; lifecycle and required_providers are merged.
func mergeBody(target, override *hclsyntax.Body) {
	for name, attribute := range override.Attributes {
		target.Attributes[name] = attribute
	}
	replaced := map[string]bool{}
	for _, block := range override.Blocks {
		kind := kindOfBlock(block)
		if kind == "lifecycle" || kind == "required_providers" {
			if at := slices.IndexFunc(target.Blocks, func(b *hclsyntax.Block) bool { return kindOfBlock(b) == kind }); at >= 0 {
				mergeBody(target.Blocks[at].Body, block.Body)
				continue
			}
		}
		if !replaced[kind] {
			replaced[kind] = true
			target.Blocks = slices.DeleteFunc(target.Blocks, func(b *hclsyntax.Block) bool { return kindOfBlock(b) == kind })
		}
		target.Blocks = append(target.Blocks, block)
	}
}

// kindOfBlock is a block's type; of a `dynamic` block that of the blocks it makes.
func kindOfBlock(block *hclsyntax.Block) string {
	if dynamicContent(block) != nil {
		return block.Labels[0]
	}
	return block.Type
}
