package groundwire.terraform.gcp_shared_account_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_shared_account as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_member(member) := modules.resource("google_project_iam_member", "a", {"role": "roles/pubsub.publisher", "member": member})

test_default_accounts if {
	every member in [
		"serviceAccount:1-compute@developer.gserviceaccount.com", "serviceAccount:shop@appspot.gserviceaccount.com",
		{"$unknown": "data.google_compute_default_service_account.default.email"},
	] {
		_only(_member(member)).at == ["resource", "google_project_iam_member", "a", 0, "member"]
	}
	_silent(_member("serviceAccount:api@shop.iam.gserviceaccount.com"))
	_silent(_member({"$unknown": "var.member"}))
}

test_viewers if {
	_only(modules.resource("google_project_iam_member", "a", {"role": "roles/viewer", "member": "user:jane@example.com"})).severity == "low"
}

_machine(account) := modules.resource("google_compute_instance", "api", {"name": "api", "service_account": [account]})

test_machines if {
	_only(_machine({"scopes": ["logging-write"]})).at == ["resource", "google_compute_instance", "api", 0, "service_account", 0, "email"]
	contains(_only(_machine({"email": "1-compute@developer.gserviceaccount.com", "scopes": ["cloud-platform"]})).message, "no scope limits it")
	_only(_machine({"email": {"$unknown": "data.google_compute_default_service_account.default.email"}}))
	_silent(_machine({"email": "api@shop.iam.gserviceaccount.com", "scopes": ["cloud-platform"]}))
	_silent(_machine({"email": {"$unknown": "google_service_account.api.email"}}))
	_silent(modules.resource("google_compute_instance", "api", {"name": "gke-pool", "service_account": [{}]}))
	_silent(modules.resource("google_compute_instance", "api", {"name": "api"}))
}
