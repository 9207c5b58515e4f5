package groundwire.terraform.gcp_public_bucket_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_public_bucket as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_roles if {
	finding := _only(modules.resource("google_storage_bucket_iam_member", "all", {"role": "roles/storage.objectViewer", "member": "allUsers"}))
	finding.at == ["resource", "google_storage_bucket_iam_member", "all", 0, "member"]
	contains(finding.message, "can read")
	contains(_only(modules.resource("google_storage_bucket_iam_binding", "all", {"role": "roles/storage.objectAdmin", "members": ["allAuthenticatedUsers"]})).message, "overwrite")
	_silent(modules.resource("google_storage_bucket_iam_member", "one", {"role": "roles/storage.objectViewer", "member": "user:jane@example.com"}))
}

test_lists if {
	_only(modules.resource("google_storage_bucket_access_control", "all", {"role": "READER", "entity": "allUsers"})).at == ["resource", "google_storage_bucket_access_control", "all", 0, "entity"]
	_silent(modules.resource("google_storage_bucket_access_control", "all", {"role": "READER", "entity": "user-jane@example.com"}))
}
