# METADATA
# title: Container whose image changes by itself
# description: >-
#   Without a tag, or with latest, the job runs whatever was pushed last: a build that worked yesterday fails today, or
#   runs what somebody else put there.
# custom:
#   id: unpinned-image
#   category: actions/unpinned-image
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Name a version, and its digest.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.unpinned_image

import data.groundwire.lib.actions as gha

findings contains {
	"at": found.at,
	"subject": found.subject,
	"message": sprintf("`%s` is no longer pinned: at base it was `%s`.", [found.image, old]),
	"severity": "high",
} if {
	some found in gha.images(input)
	not contains(found.image, "@sha256:")
	old := _lost_digest(found)
}

findings contains {
	"at": found.at,
	"subject": found.subject,
	"message": sprintf("`%s` is whatever was pushed last when the job starts%s.", [found.image, _from(found)]),
} if {
	some found in gha.images(input)
	gha.is_floating(found.image)
	not _lost_digest(found)
}

_lost_digest(found) := other.image if {
	some other in gha.images(data.groundwire.before)
	other.subject == found.subject
	other.at == found.at
	contains(other.image, "@sha256:")
	gha.image_name(other.image) == gha.image_name(found.image)
}

_from(found) := "" if not found.matrix

_from(found) := sprintf(" (a value of `%s`)", [found.matrix]) if found.matrix
