package groundwire.terraform.gcp_iam_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_iam as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_member(block) := modules.resource("google_project_iam_member", "jane", block)

test_basic_roles if {
	finding := _only(_member({"role": "roles/editor", "member": "user:jane@example.com"}))
	finding.at == ["resource", "google_project_iam_member", "jane", 0, "role"]
	finding.message == "`google_project_iam_member.jane` lets `user:jane@example.com` change and delete nearly everything in the whole project (`roles/editor`)."
	_only(modules.resource("google_folder_iam_binding", "all", {"role": "roles/owner", "members": ["user:a@example.com", "user:b@example.com"]}))
	_only(modules.module({"data": {"google_iam_policy": {"p": [{"binding": [{"role": "roles/owner", "members": []}]}]}}}))
	_silent(_member({"role": "roles/logging.logWriter", "member": "user:jane@example.com"}))
	_silent(_member({"role": {"$unknown": "var.role"}, "member": "user:jane@example.com"}))
}

test_acting_as_others if {
	every role in ["roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator", "roles/resourcemanager.projectIamAdmin"] {
		_only(modules.resource("google_organization_iam_member", "jane", {"role": role, "member": "user:jane@example.com"}))
	}
	_silent(modules.resource("google_service_account_iam_member", "jane", {"role": "roles/iam.serviceAccountUser", "member": "user:jane@example.com"}))
}

test_a_program_that_administers if {
	_only(_member({"role": "roles/storage.admin", "member": {"$unknown": "google_service_account.api.member"}})).severity == "medium"
	_silent(_member({"role": "roles/storage.admin", "member": "user:jane@example.com"}))
}

test_everybody if {
	finding := _only(modules.resource("google_pubsub_topic_iam_binding", "t", {"role": "roles/pubsub.publisher", "members": ["allUsers"]}))
	finding.at == ["resource", "google_pubsub_topic_iam_binding", "t", 0, "members"]
	_only(modules.resource("google_cloud_run_service_iam_member", "t", {"role": "roles/run.invoker", "member": "allAuthenticatedUsers"})).severity == "medium"
	_silent(modules.resource("google_storage_bucket_iam_member", "t", {"role": "roles/storage.objectViewer", "member": "allUsers"}))
}

test_what_it_was if {
	found := rule.findings with input as _member({"role": "roles/owner", "member": "user:jane@example.com"}) with data.groundwire.before as _member({"role": "roles/viewer", "member": "user:jane@example.com"})
	[finding] := [f | some f in found]
	contains(finding.message, "; before: `roles/viewer`.")
	public := modules.resource("google_pubsub_topic_iam_member", "t", {"role": "roles/pubsub.viewer", "member": "allUsers"})
	private := modules.resource("google_pubsub_topic_iam_member", "t", {"role": "roles/pubsub.viewer", "member": "user:jane@example.com"})
	again := rule.findings with input as public with data.groundwire.before as private
	contains([f | some f in again][0].message, "; before, it named who")
}
