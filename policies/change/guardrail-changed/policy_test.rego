package groundwire.change.guardrail_changed_test

import data.groundwire.change.guardrail_changed

file(path) := {"path": path, "previousPath": null, "status": "modified", "guardrails": []}

guardrail(kind, path, effects, weaker) := object.union(
	file(path),
	{"guardrails": [{"path": path, "kind": kind, "effects": effects, "weaker": weaker}]},
)

found(files) := findings if findings := guardrail_changed.findings with input as {"files": files}

subjects(files) := {finding.subject | some finding in found(files)}

test_ordinary_files_stay_silent if {
	count(found([
		file("src/pay.ts"),
		file("docs/agents.md"),
		file(".github/dependabot.yml"),
		{"path": "a.ts", "previousPath": null, "status": "added"},
	])) == 0
}

test_no_files if {
	count(found([])) == 0
}

test_own_files_stand_each_for_themselves if {
	subjects([
		guardrail("config", ".groundwire/config.yaml", [], true),
		guardrail("config", "services/pay/.groundwire/config.yaml", [], true),
		guardrail("policy", "policy/team.rego", [], true),
		guardrail("baseline", ".groundwire/baseline.json", [], true),
	]) == {
		"config .groundwire/config.yaml",
		"config services/pay/.groundwire/config.yaml",
		"policy policy/team.rego",
		"baseline .groundwire/baseline.json",
	}
}

# Severity and confidence are the rule's own, high and high: it blocks by default.
test_weaker_config if {
	found([file("README.md"), guardrail("config", ".groundwire/config.yaml", ["would stop blocking: 1 rule (`a`)"], true)]) == {{
		"at": ["files", 1],
		"subject": "config .groundwire/config.yaml",
		"message": concat(" ", [
			"The Groundwire config `.groundwire/config.yaml` is changed.",
			"This run was judged by the version at base.",
			"Once merged: would stop blocking: 1 rule (`a`).",
		]),
	}}
}

test_what_only_becomes_stricter_does_not_block if {
	every kind in ["config", "policy", "baseline", "code-owners", "workflow"] {
		[finding] := [f | some f in found([guardrail(kind, "a", ["would newly run: 1 rule (`a`)"], false)])]
		finding.severity == "medium"
	}
}

test_weaker_owners_and_workflows_block if {
	every kind in ["code-owners", "workflow"] {
		[finding] := [f | some f in found([guardrail(kind, "a", ["would no longer run"], true)])]
		not finding.severity
	}
}

test_many_effects_are_not_all_said if {
	[finding] := [f | some f in found([guardrail("config", "a", ["one", "two", "three", "four", "five"], true)])]
	endswith(finding.message, "Once merged: one; two; three; and 2 more.")
}

test_moved_away if {
	found([{
		"path": "old/config.yaml",
		"previousPath": ".groundwire/config.yaml",
		"status": "renamed",
		"guardrails": [{"path": ".groundwire/config.yaml", "kind": "config", "effects": [], "weaker": true}],
	}]) == {{
		"at": ["files", 0],
		"subject": "config .groundwire/config.yaml",
		"message": concat(" ", [
			"The Groundwire config `.groundwire/config.yaml` is moved away to `old/config.yaml`.",
			"This run was judged by the version at base.",
		]),
	}}
}

test_moved_here if {
	[finding] := [f |
		some f in found([object.union(
			guardrail("config", ".groundwire/config.yaml", [], true),
			{"previousPath": "drafts/config.yaml", "status": "renamed"},
		)])
	]
	contains(finding.message, "is moved here from `drafts/config.yaml`")
}

test_a_move_between_guardrails_counts_as_the_weightier if {
	subjects([{
		"path": "CODEOWNERS",
		"previousPath": ".groundwire/policies/a.rego",
		"status": "renamed",
		"guardrails": [
			{"path": "CODEOWNERS", "kind": "code-owners", "effects": [], "weaker": false},
			{"path": ".groundwire/policies/a.rego", "kind": "policy", "effects": [], "weaker": true},
		],
	}]) == {"policy .groundwire/policies/a.rego"}
}

test_agent_instructions_are_one_finding if {
	found([
		guardrail("agent-instructions", "AGENTS.md", ["1 line added, 0 removed"], false),
		file("src/a.ts"),
		object.union(guardrail("agent-instructions", "web/CLAUDE.md", [], false), {"status": "added"}),
		object.union(guardrail("agent-instructions", ".cursorrules", [], false), {"status": "deleted"}),
	]) == {{
		"at": ["files", 0],
		"subject": "agent instructions",
		"severity": "low",
		"confidence": "high",
		"message": "`AGENTS.md` is changed, `web/CLAUDE.md` is new, `.cursorrules` is deleted: coding agents take what is written there as orders.",
		"related": [{"at": ["files", 2]}, {"at": ["files", 3]}],
	}}
}

test_workflows_are_one_finding_but_for_those_that_run_us if {
	subjects([
		file(".github/workflows/ci.yml"),
		file(".github/workflows/release.yaml"),
		guardrail("workflow", ".github/workflows/checks.yml", [], true),
	]) == {"workflow", "workflow .github/workflows/checks.yml"}
}

test_a_workflow_that_was_moved if {
	subjects([{"path": "ci.yml", "previousPath": ".github/workflows/ci.yml", "status": "renamed"}]) == {"workflow"}
}

test_many_are_not_all_named if {
	[finding] := [f | some f in found([file(sprintf(".github/workflows/w%d.yml", [i])) | some i in numbers.range(0, 8)])]
	contains(finding.message, "`.github/workflows/w3.yml` is changed and 5 more: workflows decide")
	count(finding.related) == 8
}
