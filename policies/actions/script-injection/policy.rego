# METADATA
# title: Text of a stranger inside a script
# description: >-
#   The expression is replaced by its text before the shell reads the script. Whoever opens an issue or a pull request
#   with the right title runs commands with the token and the secrets of the job.
# custom:
#   id: script-injection
#   category: actions/script-injection
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Give the value to the step by `env` and read the variable, in quotes, in the script.
# related_resources:
#   - ref: https://docs.github.com/en/actions/concepts/security/script-injections
#   - ref: https://securitylab.github.com/resources/github-actions-untrusted-input/
# schemas:
#   - input: schema.actions
package groundwire.actions.script_injection

import data.groundwire.lib.actions as gha

findings contains object.union(
	{
		"at": code.expression.at,
		"subject": concat(":", [gha.step_name(code.step), context]),
		"message": sprintf("`%s` is pasted into %s of `%s`: whoever writes it%s%s.", [code.expression.text, _program_text(code.place), gha.step_name(code.step), _through(code, context), effect.text]),
		"severity": effect.severity,
	},
	_fix(code),
) if {
	some code in gha.code_expressions(input)
	some context in gha.sources(input, code)
	gha.attacker_text(context)
	effect := _effect(context)
}

findings contains {
	"at": code.expression.at,
	"subject": concat(":", [gha.step_name(code.step), context]),
	"message": sprintf("`%s` is pasted into %s of `%s`; `%s` takes it from the branch or the files of a pull request, whose names can hold commands%s.", [code.expression.text, _program_text(code.place), gha.step_name(code.step), action, effect.text]),
	"severity": effect.severity,
	"confidence": "medium",
} if {
	some code in gha.code_expressions(input)
	some context in gha.sources(input, code)
	action := gha.attacker_output(input, code.step, context)
	effect := _effect("github.head_ref")
}

_program_text("run") := "the script"

_program_text(field) := sprintf("`%s`, which is run,", [field]) if field != "run"

_through(code, context) := "" if {
	context in code.expression.flows
} else := sprintf(" (it is `%s`)", [context])

_privileged(_) if {
	some event in gha.triggers(input)
	event in gha.privileged_events
}

# What is called may be called from anywhere.
_privileged(_) if "workflow_call" in gha.triggers(input)

_privileged(_) if not gha.is_workflow(input)

# The message of a commit comes with its merge.
_privileged(context) if {
	"push" in gha.triggers(input)
	regex.match(`^github\.event\.(head_commit|commits)`, context)
}

_effect(context) := {"severity": "high", "text": " runs commands with the job's token and secrets"} if {
	_privileged(context)
} else := {"severity": "medium", "text": " runs commands on the runner, and with secrets where the branch is of this repository"}

# One expression of one context in a shell: the value comes by env. Two edits of one step would meet.
_fix(code) := {"fix": {"name": "move-to-env", "params": {"name": _variable(code.expression.flows[0])}}} if {
	code.place == "run"
	count(code.expression.flows) == 1
	code.expression.text == code.expression.flows[0]
	not startswith(code.expression.text, "env.")
	_shell(code) in {"bash", "sh"}
	count([1 | some other in gha.code_expressions(input); other.step.path == code.step.path]) == 1
} else := {}

_shell(code) := script.shell if {
	some script in input["$scripts"]
	script.at == code.expression.in
}

_variable(context) := upper(replace(replace(replace(trim_prefix(context, "github.event."), "github.", ""), ".", "_"), "-", "_"))
