// Command cases prints OPA's conformance cases for Rego v1 as JSON, one case a line, as OPA's own loader reads them.
//
// It runs natively, for scripts/conformance.ts, and is no part of the tool.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/test/cases"
)

// Case is one case and the folder that it stands in.
type Case struct {
	cases.TestCase
	Group string `json:"group"`
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints the cases below OPA's v1/test/cases/testdata/v1.
func run(folder string) error {
	set, err := cases.Load(folder)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for _, testCase := range set.Sorted().Cases {
		group, err := filepath.Rel(folder, testCase.Filename)
		if err != nil {
			return err
		}
		group, _, _ = strings.Cut(filepath.ToSlash(group), "/")
		if err := encoder.Encode(Case{TestCase: testCase, Group: group}); err != nil {
			return err
		}
	}
	return nil
}
