# METADATA
# title: Choice that never gives its first value
# description: >-
#   In `a && b || c` an empty or false b counts as no: the result is c whatever a says.
# custom:
#   id: unsound-ternary
#   category: actions/unsound-condition
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Turn the condition round, so that the value behind && is never empty or false.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
# schemas:
#   - input: schema.actions
package groundwire.actions.unsound_ternary

findings contains {
	"at": expression.at,
	"subject": concat("/", [part | some part in array.slice(expression.at, 0, 2); is_string(part)]),
	"message": sprintf("`%s` never gives `%s`: that value counts as false, so what stands behind `||` is taken either way.", [_short(expression.text), branch]),
} if {
	some expression in array.concat(input["$expressions"], [condition | some condition in input["$conditions"]; not _is_fenced(condition)])
	some branch in expression.falsyBranches
}

_is_fenced(condition) if contains(condition.text, "${{")

_short(text) := text if {
	count(text) <= 80
} else := concat("", [substring(text, 0, 80), "…"])
