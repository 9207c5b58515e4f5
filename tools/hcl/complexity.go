package main

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// enclosing is an open bracket or template, with what had been counted before it.
type enclosing struct {
	opened    hclsyntax.TokenType
	operators int
}

// tooComplex says whether HCL's parser, which recurses, would go too deep on these tokens, and where.
func tooComplex(tokens hclsyntax.Tokens) (string, *hcl.Range) {
	operators := 0
	stack := []enclosing{{hclsyntax.TokenOBrace, 0}}
	for i := range tokens {
		token := &tokens[i]
		switch token.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc,
			hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			stack = append(stack, enclosing{token.Type, operators})
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc,
			hclsyntax.TokenTemplateSeqEnd:
			if top := stack[len(stack)-1]; len(stack) > 1 {
				stack = stack[:len(stack)-1]
				operators = top.operators
				// Interpolations of a template stand in a row; all else may nest to the left.
				if top.opened != hclsyntax.TokenTemplateInterp {
					operators++
				}
			}
		case hclsyntax.TokenNewline:
			// Elsewhere a newline ends nothing.
			if stack[len(stack)-1].opened == hclsyntax.TokenOBrace {
				operators = 0
			}
		case hclsyntax.TokenComma:
			operators = 0
		case hclsyntax.TokenIdent, hclsyntax.TokenNumberLit, hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit, hclsyntax.TokenComment:
		default:
			operators++
		}
		if len(stack) > maxNesting {
			return fmt.Sprintf("nested deeper than %d levels", maxNesting), &token.Range
		}
		if operators > maxOperators {
			return fmt.Sprintf("more than %d operators in one expression", maxOperators), &token.Range
		}
	}
	return "", nil
}

// looksPlain says of a text, without its tokens, that it is far from too complex. It takes brackets and operators in strings for
// real ones: a text may be made to deceive it, and then ends the evaluator by its stack.
func looksPlain(text []byte) bool {
	var stack [maxPlainNesting]byte
	depth, operators := 0, 0
	for _, c := range text {
		switch c {
		case '{', '[', '(':
			if depth == maxPlainNesting {
				return false
			}
			stack[depth] = c
			depth++
			operators++
		case '}', ']', ')':
			depth = max(depth-1, 0)
			operators++
		case '\n':
			if depth == 0 || stack[depth-1] == '{' {
				operators = 0
			}
		case ',':
			operators = 0
		case '.', '+', '-', '*', '/', '%', '!', '?', ':', '<', '>', '=', '&', '|', '"', '$':
			operators++
		}
		if operators > maxPlainOperators {
			return false
		}
	}
	return true
}
