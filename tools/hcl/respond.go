package main

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
)

// respond writes the response: documents, places, comments, problems and counts.
func (m *module) respond() []byte {
	text := []byte(`{"files":{`)
	for i, file := range m.files {
		if i > 0 {
			text = append(text, ',')
		}
		w := &writer{module: m, file: file.source.path}
		m.budget.begin()
		m.budget.share(func() { m.writeFile(w, file) })
		text = append(appendString(text, file.source.path), `:{"document":`...)
		text = append(append(text, w.text...), `,"positions":[`...)
		text = append(append(text, w.positions...), `],"comments":`...)
		text = append(append(text, marshal(file.comments)...), '}')
	}
	text = append(text, `},"problems":`...)
	if m.problems == nil {
		m.problems = []Problem{}
	}
	text = append(append(text, marshal(m.problems)...), `,"counts":`...)
	return append(append(text, marshal(m.counts)...), '}')
}

// writeFile writes a file's document, or nothing of it where that costs too much.
func (m *module) writeFile(w *writer, file *configFile) {
	defer func() {
		if caught := recover(); caught != nil {
			w.text, w.positions = []byte("{}"), nil
			m.problem(hcl.Range{Filename: file.source.path}, failure(caught), "error")
		}
	}()
	w.value(m.fileNode(file))
}

func marshal(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		return []byte("null")
	}
	return text
}
