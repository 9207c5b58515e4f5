# METADATA
# title: Input or looser text inside a script
# description: >-
#   The expression is replaced by its text before the shell reads the script. Whoever may call the workflow or action, or
#   push a branch or tag, can put commands there.
# custom:
#   id: script-injection-input
#   category: actions/script-injection
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Give the value to the step by `env` and read the variable, in quotes, in the script.
# related_resources:
#   - ref: https://docs.github.com/en/actions/concepts/security/script-injections
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.script_injection_input

import data.groundwire.lib.actions as gha

findings contains {
	"at": code.expression.at,
	"subject": concat(":", [gha.step_name(code.step), context]),
	"message": sprintf("`%s` is pasted into the program of `%s` as text: %s.", [code.expression.text, gha.step_name(code.step), kind.who]),
	"severity": kind.severity,
	"confidence": kind.confidence,
} if {
	some code in gha.code_expressions(input)
	some context in gha.sources(input, code)
	not gha.attacker_text(context)
	kind := _kind(context)
}

_kind(context) := {"severity": "medium", "confidence": "medium", "who": "whoever calls the action decides what runs here"} if {
	startswith(context, "inputs.")
	not gha.is_workflow(input)
} else := {"severity": "medium", "confidence": "medium", "who": "whoever starts or calls the workflow decides what runs here"} if {
	name := _input_name(context)
	not _is_closed(name)
} else := {"severity": "medium", "confidence": "high", "who": "whoever may send a `repository_dispatch` decides what runs here"} if {
	startswith(context, "github.event.client_payload")
} else := {"severity": "low", "confidence": "medium", "who": "a branch or tag may be called so that its name is a command"} if {
	context in {"github.ref_name", "github.ref", "github.base_ref", "github.event.ref", "github.event.workflow_run.head_branch", "github.event.release.tag_name"}
} else := {"severity": "low", "confidence": "medium", "who": "whoever may publish a release decides what runs here"} if {
	context in {"github.event.release.body", "github.event.release.name"}
}

_input_name(context) := trim_prefix(context, "inputs.") if startswith(context, "inputs.")

_input_name(context) := trim_prefix(context, "github.event.inputs.") if startswith(context, "github.event.inputs.")

# A boolean, a number or a choice of the workflow's own cannot hold a command.
_is_closed(name) if {
	some event in {"workflow_dispatch", "workflow_call"}
	some key, declared in gha.trigger(input, event).inputs
	lower(key) == name
	declared.type in {"boolean", "number", "choice", "environment"}
}
