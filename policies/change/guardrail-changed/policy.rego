# METADATA
# title: A guardrail is changed
# description: What judges a change is part of this change. Once merged, it decides about every change that follows.
# custom:
#   id: guardrail-changed
#   category: change/guardrail-changed
#   severity: high
#   confidence: high
#   persona: essential
#   scope: change
#   remedy: Let someone who owns the guardrail approve it, best in a change of its own.
# related_resources:
# - ref: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
# - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas: [{input: schema.change}]
package groundwire.change.guardrail_changed

# Config, policies, waivers and baseline: one finding a file, and it blocks.
findings contains finding if {
	some i, file in input.files
	name := own_name(file)
	finding := {
		"at": ["files", i],
		"subject": sprintf("%s %s", [name, file.path]),
		"message": sprintf("The Groundwire %s `%s` %s. This run was judged by the version at base; after the merge %s.", [
			name,
			file.path,
			what_happened(file),
			own_effect[name],
		]),
	}
}

findings contains finding if {
	some i, file in input.files
	guards(file) == "code owners"
	finding := {
		"at": ["files", i],
		"subject": sprintf("code owners %s", [file.path]),
		"severity": "medium",
		"message": sprintf("`%s` %s. After the merge it decides who must be asked about which files.", [file.path, what_happened(file)]),
	}
}

findings contains finding if {
	some i, file in input.files
	guards(file) == "own workflow"
	finding := {
		"at": ["files", i],
		"subject": sprintf("workflow %s", [file.path]),
		"severity": "medium",
		"message": sprintf("The workflow `%s`, which runs Groundwire by its name, %s. It can skip the check or hide its result.", [
			file.path,
			what_happened(file),
		]),
	}
}

findings contains group("workflow", "low", "Workflows decide which checks run and with which rights: %s.")

findings contains group("agent instructions", "high", "Coding agents take these files as orders, unread by anyone else: %s.")

# One remark for all files of a kind: the first is its place, the others are related.
group(kind, confidence, message) := {
	"at": ["files", first],
	"subject": kind,
	"severity": "low",
	"confidence": confidence,
	"message": sprintf(message, [_listed(names)]),
	"related": [{"at": ["files", i]} | some n, i in indices; n > 0],
} if {
	indices := [i | some i, file in input.files; guards(file) == kind]
	first := indices[0]
	names := [sprintf("`%s` %s", [file.path, what_happened(file)]) | some i in indices; file := input.files[i]]
}

# The rest is `related`.
_listed(names) := concat(", ", names) if count(names) < 6

_listed(names) := sprintf("%s and %d more", [concat(", ", array.slice(names, 0, 4)), count(names) - 4]) if count(names) > 5

# What a file guards, the weightiest first. A file that was moved away guarded under its old name.
guards(file) := [name | some name in weight; name in kinds(file)][0]

weight := ["groundwire", "code owners", "own workflow", "workflow", "agent instructions"]

kinds(file) := {kind(path) | some path in paths(file)}

paths(file) := {path | some path in [file.path, file.previousPath]; is_string(path)}

own_name(file) := name if {
	guards(file) == "groundwire"
	name := [part(path) | some path in [file.path, file.previousPath]; is_string(path); kind(path) == "groundwire"][0]
}

kind(path) := "groundwire" if {
	regex.match(`(^|/)\.groundwire/`, path)
	not regex.match(`(^|/)(fixtures|testdata)/`, path)
} else := "code owners" if {
	path in {"CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"}
} else := "own workflow" if {
	regex.match(`^\.github/workflows/[^/]*groundwire[^/]*\.ya?ml$`, path)
} else := "workflow" if {
	regex.match(`^\.github/workflows/[^/]+\.ya?ml$`, path)
} else := "agent instructions" if {
	regex.match(agent_names, path)
} else := "agent instructions" if {
	regex.match(agent_folders, path)
}

# Read from any folder on the way to the file that an agent works on.
agent_names := `(^|/)(AGENTS(\.override)?|AGENT|CLAUDE(\.local)?|GEMINI)\.md$|(^|/)\.(cursorrules|windsurfrules|clinerules|goosehints|mcp\.json)$`

agent_folders := concat("|", [
	`^\.github/copilot-instructions\.md$`,
	`^\.github/(instructions|prompts|agents|chatmodes)/.+\.md$`,
	`(^|/)\.(cursor|windsurf|roo|amazonq|continue)/rules/`,
	`(^|/)\.clinerules/`,
	`(^|/)\.cursor/mcp\.json$`,
	`(^|/)\.claude/(settings(\.local)?\.json$|agents/|commands/|skills/|hooks/|rules/)`,
	`(^|/)\.gemini/(settings\.json|styleguide\.md)$`,
	`(^|/)\.junie/guidelines\.md$`,
	`^\.aider\.conf\.ya?ml$`,
])

part(path) := "policy" if {
	regex.match(`\.groundwire/policies/`, path)
} else := "waiver" if {
	regex.match(`\.groundwire/waivers?[./]`, path)
} else := "baseline" if {
	endswith(path, ".groundwire/baseline.json")
} else := "config"

own_effect := {
	"config": "the new one decides which rules run and what blocks",
	"policy": "the new one decides what is found",
	"waiver": "what it excuses no longer blocks",
	"baseline": "what it lists is no longer reported",
}

what_happened(file) := sprintf("is moved here from `%s`", [file.previousPath]) if {
	is_string(file.previousPath)
} else := "is new" if {
	file.status == "added"
} else := "is deleted" if {
	file.status == "deleted"
} else := "is changed"
