package main

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
)

// Loaded is what a request brings: modules by path, and data.
type Loaded struct {
	Modules map[string]*ast.Module
	Data    map[string]any
}

// load reads the request's modules, or its files as opa would read them from a disk.
func load(request *Request, withData bool) (*Loaded, []Problem) {
	if request.Files == nil {
		modules, problems := parse(request)
		return &Loaded{Modules: modules, Data: request.Data}, problems
	}
	found, err := loader.NewFileLoader().
		WithFS(newMemoryFiles(request.Files)).
		WithRegoVersion(regoVersion(request)).
		WithCapabilities(capabilities(request)).
		WithProcessAnnotation(true).
		Filtered(request.Paths, func(_ string, info fs.FileInfo, _ int) bool {
			return !withData && !info.IsDir() && path.Ext(info.Name()) != ".rego"
		})
	if err != nil {
		return &Loaded{}, problemsOf(err, "")
	}
	modules := make(map[string]*ast.Module, len(found.Modules))
	for _, file := range found.Modules {
		modules[file.Name] = file.Parsed
	}
	return &Loaded{Modules: modules, Data: found.Documents}, nil
}

// memoryFiles is a file system of texts. Paths may begin with a slash or climb, which testing/fstest does not allow.
type memoryFiles struct {
	texts   map[string]string
	folders map[string][]fs.DirEntry
}

func newMemoryFiles(texts map[string]string) *memoryFiles {
	files := &memoryFiles{texts: map[string]string{}, folders: map[string][]fs.DirEntry{}}
	for name, text := range texts {
		files.add(filepath.Clean(name), text)
	}
	for _, entries := range files.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return files
}

func (files *memoryFiles) add(name, text string) {
	files.texts[name] = text
	entry := memoryInfo{name: path.Base(name), size: int64(len(text))}
	for folder := path.Dir(name); ; folder = path.Dir(folder) {
		_, known := files.folders[folder]
		files.folders[folder] = append(files.folders[folder], fs.FileInfoToDirEntry(entry))
		if known || folder == "." || folder == "/" || path.Base(folder) == ".." {
			return
		}
		entry = memoryInfo{name: path.Base(folder), folder: true}
	}
}

// Open is for the interface alone: the loader stats, lists and reads.
func (files *memoryFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

// Stat implements fs.StatFS.
func (files *memoryFiles) Stat(name string) (fs.FileInfo, error) {
	clean := filepath.Clean(name)
	if text, ok := files.texts[clean]; ok {
		return memoryInfo{name: path.Base(clean), size: int64(len(text))}, nil
	}
	if _, ok := files.folders[clean]; ok {
		return memoryInfo{name: path.Base(clean), folder: true}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements fs.ReadDirFS.
func (files *memoryFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	return files.folders[filepath.Clean(name)], nil
}

// ReadFile implements fs.ReadFileFS.
func (files *memoryFiles) ReadFile(name string) ([]byte, error) {
	if text, ok := files.texts[filepath.Clean(name)]; ok {
		return []byte(text), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

type memoryInfo struct {
	name   string
	size   int64
	folder bool
}

func (info memoryInfo) Name() string  { return info.name }
func (info memoryInfo) Size() int64   { return info.size }
func (memoryInfo) ModTime() time.Time { return time.Time{} }
func (info memoryInfo) IsDir() bool   { return info.folder }
func (memoryInfo) Sys() any           { return nil }
func (info memoryInfo) Mode() fs.FileMode {
	if info.folder {
		return fs.ModeDir
	}
	return 0
}
