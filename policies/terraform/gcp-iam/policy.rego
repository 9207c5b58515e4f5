# METADATA
# title: A role of Google Cloud gives more than anybody asked for
# description: >-
#   Owner and editor may do nearly anything in every service, today's and tomorrow's. Who may act as any service account has all
#   of their rights, and what everybody is given is given to strangers.
# custom:
#   id: gcp-iam
#   category: terraform/gcp-iam
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give the roles that the work needs, on the resource that it is about, to one account.
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/using-iam-securely
#   - ref: https://cloud.google.com/iam/docs/roles-overview#basic
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_iam

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_gcp_grants as gcp

# Basic roles, on a project or above.
findings contains finding if {
	some grant in gcp.grants
	grant.level != "resource"
	may := _basic[grant.role]
	finding := tf.remark(grant.found, grant.role_at, {
		"message": sprintf("`%s` lets %s %s%s (`%s`)%s.", [grant.found.address, _who(grant), may, _where(grant), grant.role, gcp.before_text(grant)]),
		"subject": sprintf("%s/%s", [grant.found.address, grant.role]),
	})
}

_basic := {
	"roles/owner": "do anything, and give others the same",
	"roles/editor": "change and delete nearly everything",
}

# To act as any service account.
findings contains finding if {
	some grant in gcp.grants
	grant.level in {"project", "folder", "organization"}
	may := _impersonates[grant.role]
	finding := tf.remark(grant.found, grant.role_at, {
		"message": sprintf("`%s` lets %s %s%s, an administrator's too (`%s`)%s.", [grant.found.address, _who(grant), may, _where(grant), grant.role, gcp.before_text(grant)]),
		"subject": sprintf("%s/%s", [grant.found.address, grant.role]),
	})
}

_impersonates := {
	"roles/iam.serviceAccountUser": "run code as any service account",
	"roles/iam.serviceAccountTokenCreator": "act as any service account",
	"roles/iam.serviceAccountKeyAdmin": "make keys for any service account",
	"roles/iam.serviceAccountAdmin": "give itself any service account",
	"roles/iam.workloadIdentityUser": "act as any service account",
	"roles/iam.securityAdmin": "give itself any role",
	"roles/resourcemanager.organizationAdmin": "give itself any role",
	"roles/resourcemanager.folderAdmin": "give itself any role",
	"roles/resourcemanager.projectIamAdmin": "give itself any role",
}

# Administrators of a service, by a program.
findings contains finding if {
	some grant in gcp.grants
	grant.level in {"project", "folder", "organization"}
	_is_admin(grant.role)
	not _impersonates[grant.role]
	some member in grant.members
	gcp.is_service_account(member.name)
	finding := tf.remark(grant.found, grant.role_at, {
		"message": sprintf("`%s` makes a service account an administrator%s (`%s`): a hole in what runs as it is a hole in all of them.", [grant.found.address, _where(grant), grant.role]),
		"subject": sprintf("%s/%s", [grant.found.address, grant.role]),
		"severity": "medium",
		"confidence": "medium",
	})
}

_is_admin(role) if {
	some ending in [".admin", "Admin"]
	endswith(role, ending)
}

# Everybody.
findings contains finding if {
	some grant in gcp.grants
	not _is_bucket(grant.found.type)
	some member in grant.members
	gcp.is_everybody(member)
	finding := tf.remark(grant.found, member.at, {
		"message": sprintf("`%s` gives `%s` to everybody%s%s.", [grant.found.address, grant.role, _accounts(member), _former_members(grant)]),
		"subject": sprintf("%s/%s", [grant.found.address, member.name]),
		"severity": _severity_for_all(grant),
	})
}

# What is public on a bucket is told with what else is public.
_is_bucket(type) if startswith(type, "google_storage_bucket_iam_")

_accounts(member) := " on the internet" if member.name == "allUsers"

_accounts(member) := " with any Google account" if member.name == "allAuthenticatedUsers"

# A service for everybody is called by everybody.
_severity_for_all(grant) := "medium" if {
	grant.role in {"roles/run.invoker", "roles/cloudfunctions.invoker"}
} else := "high"

_who(grant) := sprintf("`%s`", [grant.members[0].name]) if count(grant.members) == 1

_who(grant) := sprintf("%d members", [count(grant.members)]) if count(grant.members) > 1

_who(grant) := "its members" if count(grant.members) == 0

_where(grant) := sprintf(" in the whole %s", [grant.level]) if grant.level != "policy"

_where(grant) := "" if grant.level == "policy"

_former_members(grant) := "; before, it named who" if {
	former := gcp.former(grant)
	names := array.concat([former.member | former.member], object.get(former, "members", []))
	count(names) > 0
	not "allUsers" in names
	not "allAuthenticatedUsers" in names
} else := ""
