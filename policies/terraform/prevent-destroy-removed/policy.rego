# METADATA
# title: A resource may be destroyed again
# description: >-
#   Terraform refuses a plan that destroys a resource with `prevent_destroy`. Without it the next rename or replacement goes through.
# custom:
#   id: prevent-destroy-removed
#   category: terraform/no-deletion-protection
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Put prevent_destroy back, and take it out only in the change that is to destroy the resource.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.prevent_destroy_removed

import data.groundwire.lib.terraform as tf

# What has a switch of its own at its cloud is judged by `no-deletion-protection`.
findings contains finding if {
	some found in tf.resources(input, _types)
	_is_kept(tf.same_block(found))
	not _is_kept(found.block)
	finding := tf.remark(found, array.concat(found.path, ["lifecycle", 0, "prevent_destroy"]), {"message": sprintf("`prevent_destroy` of `%s` is gone: the next plan that replaces it goes through.", [found.address])})
}

_types contains type if {
	some file in input.documents
	some type, _ in file.document.resource
	not tf.protections[type]
}

_is_kept(block) if {
	some lifecycle in block.lifecycle
	tf.is_on(lifecycle.prevent_destroy)
}
