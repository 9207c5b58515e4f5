package groundwire.change.undisclosed_agent_test

import data.groundwire.change.undisclosed_agent as rule
import data.groundwire.lib.disclosure

_files := {"files": [{"path": "a.c", "previousPath": null, "status": "modified"}]}

_mark := {"signal": "co-author", "place": "trailer", "evidence": "Co-authored-by: noreply@anthropic.com", "tool": "Claude Code", "kind": "agent", "strength": "strong", "commit": "123456789abcdef"}

_assisted := object.union(_mark, {"evidence": "Assisted-by", "kind": "assist"})

_found(preset, marks) := found if {
	found := rule.findings with input as _files
		with data.groundwire.params as {"undisclosed-agent": {"preset": preset}}
		with data.groundwire.provenance as {"marks": marks, "complete": true, "commits": 1}
}

_subjects(preset, marks) := {finding.subject | some finding in _found(preset, marks)}

test_kernel if {
	_subjects("kernel", [_mark]) == {"trailer", "forbidden co-authored-by"}
	_subjects("kernel", [_assisted]) == set()
	_subjects("kernel", [_assisted, object.union(_mark, {"evidence": "Signed-off-by: noreply@anthropic.com"})]) == {"forbidden signed-off-by"}
	some finding in _found("kernel", [object.union(_mark, {"place": "author"})])
	finding.message == "The Linux kernel asks for `Assisted-by`; `123456789abc` without it bears marks of Claude Code."
}

test_each_commit_by_itself if {
	_subjects("kernel", [_assisted, object.union(_mark, {"place": "author", "commit": "2"})]) == {"trailer"}
}

test_kubernetes if {
	_subjects("kubernetes", [_assisted]) == {"forbidden assisted-by", "description"}
	body := object.union(object.remove(_mark, ["commit"]), {"place": "pull-request-body", "kind": "disclosed"})
	_subjects("kubernetes", [body]) == set()
	_subjects("kubernetes", [body, object.union(_mark, {"place": "author"})]) == {"author"}
}

test_declined if {
	_subjects("qemu", [_assisted]) == {"declined"}
	_subjects("man-pages", [object.union(_mark, {"kind": "automation"})]) == set()
}

test_on_the_pull_request_alone if {
	branch := {"signal": "branch-prefix", "place": "branch", "evidence": "codex/", "tool": "OpenAI Codex", "kind": "agent", "strength": "weak"}
	_subjects("llvm", [branch]) == {"trailer"}
	_subjects("llvm", [branch, _assisted]) == set()
}

test_off if {
	_found("", [_mark]) == set()
	count(rule.findings) == 0 with input as _files with data.groundwire.provenance as {"marks": [_mark]}
	_subjects("kernal", []) == {"preset"}
}

# Each entry says where it comes from and what of it is known.
test_presets_have_their_source if {
	every name, preset in disclosure.presets {
		startswith(preset.source, "https://")
		preset.read != ""
		preset.verified in {true, false, "in part"}
		every key in array.concat(preset.wants, preset.forbids) {
			lower(key) == key
		}
		name != ""
	}
}
