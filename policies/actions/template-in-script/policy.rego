# METADATA
# title: Expression inside a script
# description: >-
#   What an expression gives becomes part of the program. A value with a quote, a space or a line break in it changes what
#   the script does.
# custom:
#   id: template-in-script
#   category: actions/script-injection
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Give the value to the step by `env` and read the variable, in quotes, in the script.
# related_resources:
#   - ref: https://docs.github.com/en/actions/concepts/security/script-injections
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.template_in_script

import data.groundwire.lib.actions as gha

findings contains {
	"at": code.expression.at,
	"subject": concat(":", [gha.step_name(code.step), code.expression.text]),
	"message": sprintf("`%s` is pasted into the program of `%s` as text; by `env` it would stay a value.", [_short(code.expression.text), gha.step_name(code.step)]),
} if {
	some code in gha.code_expressions(input)
	_leaves_a_doubt(code)
}

_leaves_a_doubt(code) if {
	some context in gha.sources(input, code)
	not gha.harmless(context)
	not gha.attacker_text(context)
	not gha.attacker_output(input, code.step, context)
	not _belongs_to_another_rule(context)
}

# A secret in the text of a script ends up in the file that the runner writes for the shell.
_leaves_a_doubt(code) if {
	count(code.expression.flows) == 0
	some context in code.expression.mentions
	startswith(context, "secrets.")
}

_belongs_to_another_rule(context) if startswith(context, "inputs.")

_belongs_to_another_rule(context) if startswith(context, "github.event.inputs.")

_belongs_to_another_rule(context) if startswith(context, "github.event.client_payload")

_belongs_to_another_rule(context) if {
	context in {"github.ref_name", "github.ref", "github.base_ref", "github.event.ref", "github.event.workflow_run.head_branch", "github.event.release.tag_name", "github.event.release.body", "github.event.release.name"}
}

_short(text) := text if {
	count(text) <= 60
} else := concat("", [substring(text, 0, 60), "…"])
