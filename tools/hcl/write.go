package main

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// encodeJSON is what Terraform's jsonencode makes of a known value.
func encodeJSON(value cty.Value) (string, error) {
	text, err := ctyjson.Marshal(value, value.Type())
	return strings.TrimSpace(string(text)), err
}

// jsonText is a node as JSON.
func jsonText(n *node) string {
	w := &writer{}
	w.value(n)
	return string(w.text)
}

// writer writes a document and the places of its parts.
type writer struct {
	module    *module
	file      string
	text      []byte
	positions []byte
	pointer   []byte
}

func (w *writer) value(n *node) {
	switch n.kind {
	case nullNode:
		w.text = append(w.text, "null"...)
	case boolNode, numberNode:
		w.text = append(w.text, n.text...)
	case stringNode:
		w.text = appendString(w.text, n.text)
	case unknownNode:
		w.text = append(w.text, `{"$unknown":`...)
		w.text = append(appendString(w.text, n.text), '}')
	case listNode:
		w.text = append(w.text, '[')
		for i, child := range n.children {
			w.separate(i)
			w.below(strconv.Itoa(i), child)
		}
		w.text = append(w.text, ']')
	case objectNode:
		w.text = append(w.text, '{')
		for i, child := range n.children {
			w.separate(i)
			w.text = append(appendString(w.text, n.keys[i]), ':')
			w.below(n.keys[i], child)
		}
		w.text = append(w.text, '}')
	}
	if n.inner != nil && w.module != nil {
		w.insideString(n.inner)
	}
}

func (w *writer) separate(index int) {
	if index > 0 {
		w.text = append(w.text, ',')
	}
}

func (w *writer) below(step string, child *node) {
	length := len(w.pointer)
	w.pointer = append(append(w.pointer, '/'), escapePointer(step)...)
	w.position(child.at)
	w.value(child)
	w.pointer = w.pointer[:length]
}

// insideString writes the places within a document that a string holds, but not its text again.
func (w *writer) insideString(root *node) {
	text := w.text
	w.text = nil
	w.value(root)
	w.text = text
}

func (w *writer) position(at hcl.Range) {
	s := (*source)(nil)
	if w.module != nil {
		s = w.module.sources[at.Filename]
	}
	if s == nil {
		return
	}
	if len(w.positions) > 0 {
		w.positions = append(w.positions, ',')
	}
	s, start, end := s.original(at)
	line, column := s.at(start)
	endLine, endColumn := s.at(end)
	w.positions = append(appendString(append(w.positions, '['), string(w.pointer)), ',')
	for i, number := range []int{line, column, endLine, endColumn} {
		if i > 0 {
			w.positions = append(w.positions, ',')
		}
		w.positions = strconv.AppendInt(w.positions, int64(number), 10)
	}
	if s.path != w.file {
		w.positions = appendString(append(w.positions, ','), s.path)
	}
	w.positions = append(w.positions, ']')
}

func escapePointer(step string) string {
	if !strings.ContainsAny(step, "~/") {
		return step
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
}

// appendString quotes text as JSON. Plain ASCII, which is nearly all, needs no encoder.
func appendString(to []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			quoted, err := json.Marshal(text)
			if err != nil {
				quoted = []byte(`""`)
			}
			return append(to, quoted...)
		}
	}
	return append(append(append(to, '"'), text...), '"')
}
