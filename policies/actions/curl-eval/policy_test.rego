package groundwire.actions.curl_eval_test

import data.groundwire.actions.curl_eval as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_fetching(facts, more) := _workflow(object.union({"on": "push", "jobs": {"build": {"steps": [{"name": "get", "run": "x"}]}}, "$scripts": [_script({"fetches": [object.union({"at": array.concat(_run, ["$line", 0]), "by": "bash", "url": "https://get.example/i.sh", "unproven": false}, facts)]})]}, more))

test_fetched if {
	[finding] := [f | some f in rule.findings] with input as _fetching({}, {})
	finding.severity == "medium"
	finding.message == "What `https://get.example/i.sh` sends is run by `bash` as it arrives."
}

test_with_power if {
	some finding in rule.findings with input as _fetching({}, {"permissions": "write-all"})
	contains(finding.message, ", in a job with a token that may write everything.")
}

test_unproven if {
	[finding] := [f | some f in rule.findings] with input as _fetching({"unproven": true, "url": ""}, {})
	finding.severity == "high"
	startswith(finding.message, "A download is run by `bash`")
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "jobs": {}})
}
