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

# Config, policies and baseline: one finding a file. It blocks, unless the guardrail can only become stricter.
findings contains object.union(weight(file), finding) if {
	some i, file in input.files
	kind := guards(file)
	name := own_names[kind]
	finding := {
		"at": ["files", i],
		"subject": sprintf("%s %s", [name, place(file)]),
		"message": sprintf("The Groundwire %s `%s` %s. This run was judged by the version at base.%s", [
			name,
			place(file),
			what_happened(file),
			effects(file),
		]),
	}
}

findings contains object.union(weight(file), finding) if {
	some i, file in input.files
	guards(file) == "code-owners"
	finding := {
		"at": ["files", i],
		"subject": sprintf("code owners %s", [place(file)]),
		"message": sprintf("`%s`, which says who must be asked about which files, %s.%s", [
			place(file),
			what_happened(file),
			effects(file),
		]),
	}
}

findings contains object.union(weight(file), finding) if {
	some i, file in input.files
	guards(file) == "workflow"
	finding := {
		"at": ["files", i],
		"subject": sprintf("workflow %s", [place(file)]),
		"message": sprintf("The workflow `%s`, which runs Groundwire, %s.%s", [
			place(file),
			what_happened(file),
			effects(file),
		]),
	}
}

findings contains group("other workflow", "workflow", "low", "%s: workflows decide which checks run and with which rights.")

findings contains group(
	"agent-instructions", "agent instructions", "high",
	"%s: coding agents take what is written there as orders.",
)

# One remark for all files of a kind: the first is its place, the others are related.
group(kind, subject, confidence, message) := {
	"at": ["files", first],
	"subject": subject,
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

# Severity and confidence are the rule's own, high and high, where the guardrail becomes weaker or nobody can tell.
weight(file) := {} if {
	some guardrail in file.guardrails
	guardrail.weaker
} else := {"severity": "medium"}

# What a file guards, the weightiest first. A file that was moved away guarded at its old place.
guards(file) := [kind | some kind in kinds; kind in guarded(file)][0]

kinds := ["config", "policy", "baseline", "code-owners", "workflow", "other workflow", "agent-instructions"]

guarded(file) := known if {
	known := {guardrail.kind | some guardrail in file.guardrails}
	count(known) > 0
} else := {"other workflow"} if {
	some path in [file.path, file.previousPath]
	is_string(path)
	regex.match(`^\.github/workflows/[^/]+\.ya?ml$`, path)
}

own_names := {"config": "config", "policy": "policy", "baseline": "baseline"}

place(file) := [guardrail.path | some guardrail in file.guardrails; guardrail.kind == guards(file)][0]

# What it will do once it is merged: as many differences as a person reads at a glance.
effects(file) := sprintf(" Once merged: %s.", [_shortened(all)]) if {
	all := [effect | some guardrail in file.guardrails; some effect in guardrail.effects]
	count(all) > 0
} else := ""

_shortened(all) := concat("; ", all) if count(all) < 5

_shortened(all) := sprintf("%s; and %d more", [concat("; ", array.slice(all, 0, 3)), count(all) - 3]) if count(all) > 4

what_happened(file) := sprintf("is moved away to `%s`", [file.path]) if {
	is_string(file.previousPath)
	some guardrail in file.guardrails
	guardrail.kind == guards(file)
	guardrail.path == file.previousPath
} else := sprintf("is moved here from `%s`", [file.previousPath]) if {
	is_string(file.previousPath)
} else := "is new" if {
	file.status == "added"
} else := "is deleted" if {
	file.status == "deleted"
} else := "is changed"
