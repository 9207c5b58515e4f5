# METADATA
# title: Search inside a text where a list was meant
# description: >-
#   contains with a text looks for a part of it: a branch called after any piece of the list passes the check.
# custom:
#   id: unsound-contains
#   category: actions/unsound-condition
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: 'Give contains a list: fromJSON(''["refs/heads/main"]'').'
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
# schemas:
#   - input: schema.actions
package groundwire.actions.unsound_contains

import data.groundwire.lib.actions as gha

findings contains {
	"at": condition.at,
	"subject": concat("/", [part | some part in array.slice(condition.at, 0, 2); is_string(part)]),
	"message": sprintf("`contains('%s', %s)` is true for any part of that text: %s", [_short(search.text), search.context, _effect(search.context)]),
	"severity": _severity(search.context),
} if {
	some condition in input["$conditions"]
	some search in condition.contains
}

_chosen(context) if gha.attacker_text(context)

_chosen(context) if context in {"github.ref", "github.ref_name", "github.base_ref", "github.actor", "github.triggering_actor", "github.event.sender.login"}

_effect(context) := "whoever chooses the name passes the check." if {
	_chosen(context)
} else := "an empty or shorter value passes the check."

_severity(context) := "medium" if {
	_chosen(context)
} else := "low"

_short(text) := text if {
	count(text) <= 60
} else := concat("", [substring(text, 0, 60), "…"])
