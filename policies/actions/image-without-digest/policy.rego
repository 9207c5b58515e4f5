# METADATA
# title: Container image by its tag
# description: >-
#   A tag can be pushed again, so two runs of the same commit may build with different tools.
# custom:
#   id: image-without-digest
#   category: actions/unpinned-image
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Add the digest behind the tag.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.image_without_digest

import data.groundwire.lib.actions as gha

findings contains {
	"at": found.at,
	"subject": found.subject,
	"message": sprintf("`%s` is pinned to a tag, which can be pushed again; a digest cannot.", [found.image]),
} if {
	some found in gha.images(input)
	not contains(found.image, "@sha256:")
	not gha.is_floating(found.image)
	not gha.is_expression(found.image)
	found.image != ""
}
