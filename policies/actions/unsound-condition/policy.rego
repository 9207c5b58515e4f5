# METADATA
# title: Condition that is always true
# description: >-
#   Text beside the braces makes the condition a text, and a text that is not empty is true: the step or job runs always,
#   also where it must not.
# custom:
#   id: unsound-condition
#   category: actions/unsound-condition
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Put the whole condition into one expression, or leave the braces out; in a block use `|-`.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
# schemas:
#   - input: schema.actions
package groundwire.actions.unsound_condition

import data.groundwire.lib.actions as gha

findings contains {
	"at": condition.at,
	"subject": concat("/", [part | some part in array.slice(condition.at, 0, 2); is_string(part)]),
	"message": sprintf("`%s` is always true: there is %s beside the braces, so the result is text, and `%s` runs whatever the condition says.", [_short(condition.text), _what(condition.text), _who(condition.at)]),
} if {
	some condition in input["$conditions"]
	condition.padded
}

_what(text) := "a line break" if {
	regex.match(`^\$\{\{[^}]*\}\}$`, text)
} else := "other text"

_who(path) := gha.step_name(found) if {
	some found in gha.steps(input)
	array.concat(found.path, ["if"]) == path
} else := path[1]

_short(text) := line if {
	line := split(text, "\n")[0]
	count(line) <= 80
} else := concat("", [substring(text, 0, 80), "…"])
