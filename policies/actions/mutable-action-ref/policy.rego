# METADATA
# title: Action by a tag or branch
# description: >-
#   A tag or branch can be moved, so two runs of the same commit may execute different code.
# custom:
#   id: mutable-action-ref
#   category: actions/unpinned-action
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Pin the action to the full hash of a commit, with the version in a comment.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.mutable_action_ref

import data.groundwire.lib.actions as gha

findings contains {
	"at": call.at,
	"subject": concat("/", [part | some part in [call.job, gha.action_name(call.uses)]; part != ""]),
	"message": _message(call.uses),
} if {
	some call in gha.calls(input)
	gha.is_remote(call.uses)
	not gha.is_commit(gha.action_ref(call.uses))
	not _weighs_more(call)
}

_message(uses) := sprintf("`%s` names no version: it runs what stands on the default branch that day.", [uses]) if {
	gha.action_ref(uses) == ""
} else := sprintf("`%s` is pinned to the name `%s`, which can be moved; a commit's hash cannot.", [uses, gha.action_ref(uses)])

# unpinned-action speaks about those.
_weighs_more(call) if {
	gha.is_strangers(call.uses)
	gha.power(input, call.job)
}
