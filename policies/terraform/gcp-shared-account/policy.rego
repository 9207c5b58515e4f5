# METADATA
# title: A role is given to an account that many things run as
# description: >-
#   Everything that names no account of its own runs as the default one. What it is given is given to all of them, and the viewer
#   role shows them every resource of the project.
# custom:
#   id: gcp-shared-account
#   category: terraform/gcp-iam
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Make a service account for what needs the role, and give it that role alone.
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-service-accounts#automatic-role-grants
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_shared_account

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_gcp_grants as gcp

# A role of the default account.
findings contains finding if {
	some grant in gcp.grants
	some member in grant.members
	gcp.is_default_account(member.name)
	finding := tf.remark(grant.found, member.at, {
		"message": sprintf("`%s` gives `%s` to a default service account: everything that names no account of its own has it.", [grant.found.address, grant.role]),
		"subject": sprintf("%s/member", [grant.found.address]),
	})
}

# Everything can be seen.
findings contains finding if {
	some grant in gcp.grants
	grant.level in {"project", "folder", "organization"}
	grant.role == "roles/viewer"
	finding := tf.remark(grant.found, grant.role_at, {
		"message": sprintf("`%s` shows every resource of the whole %s to its members (`roles/viewer`).", [grant.found.address, grant.level]),
		"subject": sprintf("%s/%s", [grant.found.address, grant.role]),
		"severity": "low",
	})
}

# A machine that runs as the default account, which may edit the project unless somebody took that away.
findings contains finding if {
	some found in tf.resources(input, _machines)
	not startswith(object.get(found.block, "name", ""), "gke-")
	some index, account in found.block.service_account
	email := object.get(account, "email", "")
	_is_default(email)
	finding := tf.remark(found, array.concat(found.path, ["service_account", index, "email"]), {
		"message": sprintf("`%s` runs as the default service account, which may edit everything in the project%s.", [found.address, _scopes(account)]),
		"subject": sprintf("%s/account", [found.address]),
	})
}

_machines := [
	"google_compute_instance", "google_compute_instance_template", "google_compute_region_instance_template",
	"google_compute_instance_from_template",
]

_is_default(email) if email in {"", null}

_is_default(email) if {
	is_string(email)
	gcp.is_default_account(email)
}

_is_default(email) if {
	tf.is_unknown(email)
	gcp.is_default_account(email["$unknown"])
}

_scopes(account) := ", and no scope limits it" if {
	some scope in account.scopes
	scope in {"cloud-platform", "https://www.googleapis.com/auth/cloud-platform"}
} else := ""
