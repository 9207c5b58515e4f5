package main

// Request holds the files of a module by path, and those of the modules that it calls.
type Request struct {
	Files map[string]string `json:"files"`
	// Comments are listed of those files that contain this text: empty, of all.
	Comments string `json:"comments"`
	// Tree says that files are of several directories: that of the outermost module is Directory. Else all files are one module.
	Tree      bool   `json:"tree"`
	Directory string `json:"directory"`
	// Texts are other files that `file` and `templatefile` may read.
	Texts map[string]string `json:"texts"`
}

// Problem is what is wrong with the text of a file, or a limit that was met. Columns count UTF-16 units from 1.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	// Severity is error where something was not read, warning where something was left out, depth where calls lead too deep.
	Severity string `json:"severity"`
}

// Comment is one comment with its marks. A block of `#` lines is one comment a line.
type Comment struct {
	Line    int    `json:"line"`
	EndLine int    `json:"endLine"`
	Column  int    `json:"column"`
	Text    string `json:"text"`
	// OwnLine says that nothing stands before it on its line.
	OwnLine bool `json:"ownLine"`
}

// Counts are leaves of attribute values.
type Counts struct {
	Known   int `json:"known"`
	Unknown int `json:"unknown"`
}
