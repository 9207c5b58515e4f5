# METADATA
# title: A bucket of Google Cloud is open to everybody
# description: >-
#   Names of buckets are guessed and collected. What is in a public one is copied within days, and nobody can take it back.
# custom:
#   id: gcp-public-bucket
#   category: terraform/gcp-public
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name who may read it, and serve what is public through a load balancer.
# related_resources:
#   - ref: https://cloud.google.com/storage/docs/access-control/making-data-public
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_public_bucket

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_gcp_grants as gcp

# By a role.
findings contains finding if {
	some grant in gcp.grants
	startswith(grant.found.type, "google_storage_bucket_iam_")
	some member in grant.members
	gcp.is_everybody(member)
	finding := tf.remark(grant.found, member.at, {
		"message": sprintf("`%s` gives `%s` to `%s`: everybody %s.", [grant.found.address, grant.role, member.name, _may(grant.role)]),
		"subject": sprintf("%s/%s", [grant.found.address, member.name]),
	})
}

# By an entry of an access control list.
findings contains finding if {
	some found in tf.resources(input, ["google_storage_bucket_access_control", "google_storage_default_object_access_control", "google_storage_object_access_control"])
	found.block.entity in {"allUsers", "allAuthenticatedUsers"}
	finding := tf.remark(found, array.concat(found.path, ["entity"]), {
		"message": sprintf("`%s` lets everybody in (`%s`).", [found.address, found.block.entity]),
		"subject": sprintf("%s/%s", [found.address, found.block.entity]),
	})
}

_may(role) := "can overwrite and delete what is in it" if {
	some word in ["admin", "Admin", "Writer", "Owner", "Creator", "User"]
	contains(role, word)
} else := "can read what is in it"
