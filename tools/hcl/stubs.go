package main

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

const policyDocumentType = "aws_iam_policy_document"

func (m *module) policyJSON(o *object, in *instance) cty.Value            { return cty.NilVal }
func isPolicyDocument(b *hclsyntax.Block) bool                            { return false }
func (m *module) addPolicyJSON(n *node, b *hclsyntax.Block, in *instance) {}
func (m *module) merge()                                                  {}
func (m *module) readJSON(s *source)                                      {}
