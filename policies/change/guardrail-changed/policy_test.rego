package groundwire.change.guardrail_changed_test

import data.groundwire.change.guardrail_changed

file(path) := {"path": path, "previousPath": null, "status": "modified"}

found(files) := findings if findings := guardrail_changed.findings with input as {"files": files}

subjects(files) := {finding.subject | some finding in found(files)}

test_ordinary_files_stay_silent if {
	count(found([
		file("src/pay.ts"),
		file("docs/agents.md"),
		file("docs/groundwire/config.yaml"),
		file("src/CODEOWNERS.ts"),
		file(".github/dependabot.yml"),
		file("test/fixtures/.groundwire/config.yaml"),
	])) == 0
}

test_no_files if {
	count(found([])) == 0
}

test_own_files_stand_each_for_themselves if {
	subjects([
		file(".groundwire/config.yaml"),
		file("services/pay/.groundwire/config.yaml"),
		file(".groundwire/policies/team.rego"),
		file(".groundwire/waivers.yaml"),
		file(".groundwire/baseline.json"),
	]) == {
		"config .groundwire/config.yaml",
		"config services/pay/.groundwire/config.yaml",
		"policy .groundwire/policies/team.rego",
		"waiver .groundwire/waivers.yaml",
		"baseline .groundwire/baseline.json",
	}
}

# Severity and confidence are the rule's own, high and high: it blocks by default.
test_own_config if {
	found([file("README.md"), file(".groundwire/config.yaml")]) == {{
		"at": ["files", 1],
		"subject": "config .groundwire/config.yaml",
		"message": concat(" ", [
			"The Groundwire config `.groundwire/config.yaml` is changed.",
			"This run was judged by the version at base;",
			"after the merge the new one decides which rules run and what blocks.",
		]),
	}}
}

test_nothing_else_blocks if {
	every path in [
		"CODEOWNERS",
		".github/CODEOWNERS",
		".github/workflows/ci.yml",
		".github/workflows/groundwire.yaml",
		"AGENTS.md",
		"packages/web/CLAUDE.md",
		".cursor/rules/style.mdc",
		".claude/settings.json",
	] {
		some finding in found([file(path)])
		finding.severity != "high"
		count(found([file(path)])) == 1
	}
}

test_moved_away if {
	found([{"path": "old/config.yaml", "previousPath": ".groundwire/config.yaml", "status": "renamed"}]) == {{
		"at": ["files", 0],
		"subject": "config old/config.yaml",
		"message": concat(" ", [
			"The Groundwire config `old/config.yaml` is moved here from `.groundwire/config.yaml`.",
			"This run was judged by the version at base;",
			"after the merge the new one decides which rules run and what blocks.",
		]),
	}}
}

test_a_move_between_guardrails_counts_as_the_weightier if {
	subjects([{"path": "CODEOWNERS", "previousPath": ".groundwire/policies/a.rego", "status": "renamed"}]) == {"policy CODEOWNERS"}
}

test_agent_instructions_are_one_finding if {
	found([
		file("AGENTS.md"),
		file("src/a.ts"),
		{"path": "web/CLAUDE.md", "previousPath": null, "status": "added"},
		{"path": ".cursorrules", "previousPath": null, "status": "deleted"},
	]) == {{
		"at": ["files", 0],
		"subject": "agent instructions",
		"severity": "low",
		"confidence": "high",
		"message": "Coding agents take these files as orders, unread by anyone else: `AGENTS.md` is changed, `web/CLAUDE.md` is new, `.cursorrules` is deleted.",
		"related": [{"at": ["files", 2]}, {"at": ["files", 3]}],
	}}
}

test_workflows_are_one_finding_but_for_our_own if {
	subjects([
		file(".github/workflows/ci.yml"),
		file(".github/workflows/release.yaml"),
		file(".github/workflows/groundwire.yml"),
	]) == {"workflow", "workflow .github/workflows/groundwire.yml"}
}

test_agent_instructions_by_name if {
	every path in [
		"AGENTS.md",
		"CLAUDE.md",
		"GEMINI.md",
		".github/copilot-instructions.md",
		".github/instructions/api.instructions.md",
		".cursor/rules/api.mdc",
		".cursorrules",
		".windsurfrules",
		".clinerules/one.md",
		".claude/commands/ship.md",
		".mcp.json",
		"apps/web/.cursor/rules/ui.mdc",
	] {
		subjects([file(path)]) == {"agent instructions"}
	}
}

test_many_are_not_all_named if {
	[finding] := [f | some f in found([file(sprintf(".github/workflows/w%d.yml", [i])) | some i in numbers.range(0, 8)])]
	endswith(finding.message, "`.github/workflows/w3.yml` is changed and 5 more.")
	count(finding.related) == 8
}
