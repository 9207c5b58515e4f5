# METADATA
# title: Untrusted text in the environment of later steps
# description: >-
#   A line break in the value adds variables of the writer's choice: with LD_PRELOAD, NODE_OPTIONS or PATH among them,
#   later steps run the writer's code.
# custom:
#   id: github-env
#   category: actions/github-env
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Write a value to GITHUB_OUTPUT, or check it before it goes into the file.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
#   - ref: https://securitylab.github.com/resources/github-actions-untrusted-input/
# schemas:
#   - input: schema.actions
package groundwire.actions.github_env

import data.groundwire.lib.actions as gha

findings contains {
	"at": write.at,
	"subject": concat(":", [_where(script), write.file]),
	"message": sprintf("This line puts %s into `%s`, from which every later step takes its %s.", [source.what, write.file, _role[write.file]]),
	"severity": source.severity,
	"confidence": source.confidence,
} if {
	some script in input["$scripts"]
	some write in script.writes
	write.dynamic
	source := _source(script, write)
}

_role := {"GITHUB_ENV": "environment", "GITHUB_PATH": "programs"}

_where(script) := concat("/", [gha.step_name(found) | some found in gha.steps(input); gha.below(script.at, found.path)])

_source(script, write) := {"what": sprintf("text that a stranger writes (`%s`)", [tainted]), "severity": "high", "confidence": "medium"} if {
	tainted := min(_tainted(script, write))
} else := {"what": "values that the caller of the action decides", "severity": "medium", "confidence": "low"} if {
	not gha.is_workflow(input)
} else := {"what": sprintf("values of a run that `%s` starts, which anybody can cause,", [event]), "severity": "medium", "confidence": "medium"} if {
	event := min(gha.triggers(input) & {"pull_request_target", "workflow_run"})
}

# What a stranger wrote and the line is made from, as a variable or pasted into the script.
_tainted(script, write) := {flow |
	some found in gha.steps(input)
	gha.below(script.at, found.path)
	some expression in input["$expressions"]
	_is_env_of(expression.in, found)
	expression.in[count(expression.in) - 1] in write.variables
	some flow in expression.flows
	gha.attacker_text(flow)
} | {flow |
	some expression in input["$expressions"]
	expression.in == script.at
	some flow in expression.flows
	gha.attacker_text(flow)
}

_is_env_of(path, found) if array.slice(path, 0, count(path) - 1) in {array.concat(found.path, ["env"]), ["jobs", found.job, "env"], ["env"]}
