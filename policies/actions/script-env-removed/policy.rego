# METADATA
# title: A value moved from env into the text of a script
# description: >-
#   What reached the script as the value of a variable is pasted into its program again: a quote or a `$(...)` in it is run.
# custom:
#   id: script-env-removed
#   category: actions/script-injection
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Put the variable back into `env` and use it in quotes.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks
# schemas:
#   - input: schema.actions
package groundwire.actions.script_env_removed

import data.groundwire.lib.actions as gha

findings contains {
	"at": code.expression.at,
	"subject": concat(":", [gha.step_name(code.step), code.expression.text]),
	"message": sprintf("`%s` reached `%s` as `%s` until now: pasted into its program, a quote or a `$(...)` in it is run.", [code.expression.text, gha.step_name(code.step), name]),
} if {
	some code in gha.code_expressions(input)
	_is_open(code)
	old := gha.same_step(data.groundwire.before, code.step)
	some name, value in old.env
	contains(_bare(value), _bare(code.expression.text))
	not contains(_bare(old[code.place]), _bare(code.expression.text))
	not contains(_bare(object.get(old, ["with", code.place], "")), _bare(code.expression.text))
}

# Attackers' own texts have a rule that is graver.
_is_open(code) if {
	contexts := gha.sources(input, code)
	some context in contexts
	not gha.harmless(context)
	count([chosen | some chosen in contexts; gha.attacker_text(chosen)]) == 0
}

_bare(text) := replace(text, " ", "")
