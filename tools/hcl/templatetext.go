package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// piece says where a stretch of a template's text comes from. A literal's text follows its source; all else stands where the
// interpolation does.
type piece struct {
	start, end int
	at         hcl.Range
	// offsets are source offsets of the text's bytes; nil for what was computed.
	offsets []int
}

// templateText is a template's text with placeholders for what is unknown.
type templateText struct {
	module  *module
	buffer  strings.Builder
	pieces  []piece
	holders []string
	nested  []*document
	quoted  bool
	escaped bool
}

func (t *templateText) append(part hclsyntax.Expression, value cty.Value) {
	start := t.buffer.Len()
	text, known := stringOf(value)
	found := t.module.documentOf(value)
	switch {
	case known:
		t.write(text)
	case found != nil && !t.quoted:
		t.hold("", found)
	default:
		t.hold(t.module.referenceOr(value, part), nil)
	}
	made := piece{start: start, end: t.buffer.Len(), at: part.Range()}
	if literal, is := bare(part).(*hclsyntax.LiteralValueExpr); is && literal.Val.Type() == cty.String {
		made.offsets = t.module.offsets(text, made.at)
	}
	t.pieces = append(t.pieces, made)
}

// write adds known text and keeps track of whether it ends inside a JSON string.
func (t *templateText) write(text string) {
	t.buffer.WriteString(text)
	for i := range len(text) {
		switch {
		case t.escaped:
			t.escaped = false
		case text[i] == '\\' && t.quoted:
			t.escaped = true
		case text[i] == '"':
			t.quoted = !t.quoted
		}
	}
}

// hold adds a placeholder: inside a JSON string a part of it, elsewhere a string of its own.
func (t *templateText) hold(reference string, nested *document) {
	holder := fmt.Sprintf("%s${%d}%s", partOpens, len(t.holders), partCloses)
	t.holders = append(t.holders, reference)
	t.nested = append(t.nested, nested)
	if !t.quoted {
		holder = `"` + holder + `"`
	}
	t.buffer.WriteString(holder)
}

// held is what a string with a placeholder stands for: the reference, and the document where one was put in.
func (t *templateText) held(text string) (string, *document, bool) {
	inner, marked := markedPart(text)
	index := 0
	if _, err := fmt.Sscanf(inner, "%d", &index); !marked || err != nil || index < 0 || index >= len(t.holders) {
		return "", nil, false
	}
	return t.holders[index], t.nested[index], true
}

// shown is a key with its placeholders as they are written.
func (t *templateText) shown(key string) string {
	for i, reference := range t.holders {
		if !strings.Contains(key, partOpens) {
			break
		}
		key = strings.ReplaceAll(key, fmt.Sprintf("%s${%d}%s", partOpens, i, partCloses), "${"+reference+"}")
	}
	return key
}

// place is where a stretch of the text stands.
func (t *templateText) place(start, end int) hcl.Range {
	first, last := t.piece(start), t.piece(end-1)
	if first == nil || last == nil || first.at.Filename != last.at.Filename {
		return hcl.Range{}
	}
	from, to := first.at.Start.Byte, last.at.End.Byte
	if offset := start - first.start; offset < len(first.offsets) {
		from = first.offsets[offset]
	}
	// The end is where the next byte begins: an escape is longer than what it stands for.
	if offset := end - last.start; offset < len(last.offsets) {
		to = last.offsets[offset]
	}
	return hcl.Range{Filename: first.at.Filename, Start: hcl.Pos{Byte: from}, End: hcl.Pos{Byte: to}}
}

func (t *templateText) piece(position int) *piece {
	index := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].end > position })
	if index == len(t.pieces) {
		return nil
	}
	return &t.pieces[index]
}

// offsets aligns a literal's text with its source: escapes are shorter than they are written, and `<<-` drops indentation.
func (m *module) offsets(text string, at hcl.Range) []int {
	s, found := m.sources[at.Filename]
	if !found {
		return nil
	}
	written, offset, end := s.text, at.Start.Byte, min(at.End.Byte, len(s.text))
	offsets := make([]int, len(text))
	for i := 0; i < len(text); i++ {
		if offset >= end {
			offsets[i] = end
			continue
		}
		switch {
		case written[offset] == text[i]:
			offsets[i] = offset
			offset++
			offset += doubled(text[i], written[offset:end])
		case written[offset] == '\\' && offset+1 < end:
			length := escapeLength(written[offset:end])
			_, size := utf8.DecodeRuneInString(text[i:])
			for range size - 1 {
				offsets[i] = offset
				i++
			}
			offsets[i] = offset
			offset += length
		case written[offset] == ' ' || written[offset] == '\t' || written[offset] == '\r':
			offset++
			i--
		default:
			offsets[i] = offset
			offset++
		}
	}
	return offsets
}

// escapeLength is how long an escape is written.
func escapeLength(text []byte) int {
	length := 2
	switch text[1] {
	case 'u':
		length = 6
	case 'U':
		length = 10
	}
	return min(length, len(text))
}

// doubled is the length of the second mark of `$${` and `%%{`.
func doubled(mark byte, rest []byte) int {
	if (mark == '$' || mark == '%') && len(rest) > 1 && rest[0] == mark && rest[1] == '{' {
		return 1
	}
	return 0
}

// parse reads the text as JSON, or gives nil.
func (t *templateText) parse() *node {
	text := t.buffer.String()
	if !json.Valid([]byte(text)) || jsonTooDeep([]byte(text)) {
		return nil
	}
	reader := &jsonReader{text: text, decoder: json.NewDecoder(bytes.NewReader([]byte(text))), template: t}
	reader.decoder.UseNumber()
	return reader.value()
}

// jsonReader reads JSON that is known to be valid, with the offsets of its parts.
type jsonReader struct {
	text     string
	decoder  *json.Decoder
	template *templateText
}

func (r *jsonReader) next() (json.Token, int, int) {
	start := int(r.decoder.InputOffset())
	for start < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[start]) >= 0 {
		start++
	}
	token, err := r.decoder.Token()
	if err != nil {
		return nil, start, start
	}
	return token, start, int(r.decoder.InputOffset())
}

func (r *jsonReader) value() *node {
	token, start, end := r.next()
	made := r.made(token)
	if _, opens := token.(json.Delim); opens {
		for r.decoder.More() {
			if made.kind == listNode {
				made.add(r.value())
				continue
			}
			key, from, _ := r.next()
			name, _ := key.(string)
			entry := r.value()
			if entry.at.Filename != "" {
				if keyed := r.template.place(from, from+1); keyed.Filename == entry.at.Filename {
					entry.at.Start = keyed.Start
				}
			}
			made.set(r.template.shown(name), entry)
		}
		_, _, end = r.next()
	}
	made.at = r.template.place(start, end)
	return made
}

func (r *jsonReader) made(token json.Token) *node {
	m := r.template.module
	switch value := token.(type) {
	case json.Delim:
		if value == '{' {
			return m.newNode(objectNode, "")
		}
		return m.newNode(listNode, "")
	case string:
		if reference, nested, marked := r.template.held(value); marked {
			if nested != nil {
				copied := *m.rootOf(nested)
				return &copied
			}
			return m.newNode(unknownNode, reference)
		}
		return m.newNode(stringNode, value)
	case json.Number:
		return m.newNode(numberNode, value.String())
	case bool:
		return m.newNode(boolNode, fmt.Sprint(value))
	default:
		return m.newNode(nullNode, "")
	}
}
