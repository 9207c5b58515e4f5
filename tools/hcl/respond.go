package main

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
)

// respond writes the response: documents, places, comments, problems and counts; then the same of every module that is called.
func (p *program) respond() []byte {
	text := append([]byte(`{"files":`), p.root.respondFiles()...)
	text = append(text, `,"called":[`...)
	said := map[string]bool{}
	for _, one := range p.calledModules {
		files := one.respondFiles()
		// What two calls give alike, down to the places, is told once.
		key := one.folder + "\x00" + string(files)
		if said[key] {
			continue
		}
		if len(said) > 0 {
			text = append(text, ',')
		}
		said[key] = true
		text = appendString(append(text, `{"directory":`...), one.folder)
		text = appendString(append(text, `,"address":`...), one.from.address())
		text = append(append(append(text, `,"files":`...), files...), '}')
	}
	text = append(text, `],"problems":`...)
	if p.problems == nil {
		p.problems = []Problem{}
	}
	text = append(append(text, marshal(p.problems)...), `,"counts":`...)
	return append(append(text, marshal(p.counts)...), '}')
}

func (m *module) respondFiles() []byte {
	text := []byte{'{'}
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
	return append(text, '}')
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
