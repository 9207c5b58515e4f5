package main

import (
	"sort"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// source is one file's text, with what is needed to say where a byte stands.
type source struct {
	path  string
	text  []byte
	lines []int
	// origin is the file whose JSON string this text was decoded from, and offsets are the places of its bytes there.
	origin  *source
	offsets []int
	// units are UTF-16 units before each byte; nil where the text is ASCII.
	units []int32
}

func newSource(path, text string) *source {
	s := &source{path: path, text: []byte(text), lines: []int{0}}
	ascii := true
	for i, b := range s.text {
		if b == '\n' {
			s.lines = append(s.lines, i+1)
		}
		ascii = ascii && b < utf8.RuneSelf
	}
	if !ascii {
		s.units = utf16Units(s.text)
	}
	return s
}

func utf16Units(text []byte) []int32 {
	units := make([]int32, len(text)+1)
	count := int32(0)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		for j := range size {
			units[i+j] = count
		}
		count++
		if r > 0xFFFF {
			count++
		}
		i += size
	}
	units[len(text)] = count
	return units
}

// at is the line and column of a byte, from 1; columns count UTF-16 units.
func (s *source) at(offset int) (line, column int) {
	offset = min(max(offset, 0), len(s.text))
	line = sort.SearchInts(s.lines, offset+1)
	start := s.lines[line-1]
	if s.units == nil {
		return line, offset - start + 1
	}
	return line, int(s.units[offset]-s.units[start]) + 1
}

// original is a place in a file: text that was decoded from a JSON string stands where the string does.
func (s *source) original(at hcl.Range) (*source, int, int) {
	start, end := at.Start.Byte, at.End.Byte
	if s.origin == nil {
		return s, start, end
	}
	return s.origin, s.offset(start), s.offset(end)
}

func (s *source) offset(position int) int {
	return s.offsets[min(max(position, 0), len(s.offsets)-1)]
}

// slice is the text of a range.
func (s *source) slice(r hcl.Range) string {
	if r.Start.Byte < 0 || r.End.Byte > len(s.text) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(s.text[r.Start.Byte:r.End.Byte])
}

// comments lists the comments among a file's tokens.
func (s *source) comments(tokens hclsyntax.Tokens) []Comment {
	found := []Comment{}
	for _, token := range tokens {
		if token.Type != hclsyntax.TokenComment {
			continue
		}
		end := token.Range.End.Byte
		for end > token.Range.Start.Byte && (s.text[end-1] == '\n' || s.text[end-1] == '\r') {
			end--
		}
		line, column := s.at(token.Range.Start.Byte)
		endLine, _ := s.at(end)
		before := s.text[s.lines[line-1]:token.Range.Start.Byte]
		found = append(found, Comment{line, endLine, column, string(s.text[token.Range.Start.Byte:end]), blank(before)})
	}
	return found
}

func blank(text []byte) bool {
	for _, b := range text {
		if b != ' ' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}
