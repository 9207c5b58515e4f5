package groundwire.change.agent_iam_test

import data.groundwire.change.agent_iam as rule
import data.groundwire.lib.iam

_mark := {"signal": "co-author", "place": "trailer", "tool": "Claude Code", "kind": "agent", "strength": "strong", "commit": "1"}

_by(marks) := {"marks": marks, "complete": true, "commits": 1, "attributed": [], "lines": {"added": 1, "byTool": [], "unknown": 1}}

_policy := {"resource": {"aws_iam_policy": {"admin": [{"policy": "{}"}]}}}

_claim(kind) := {"at": "/resource/aws_iam_policy/admin/0/policy", "kind": kind, "tool": "Cursor", "strength": "strong", "lines": 1}

test_two_people if {
	found := rule.findings with input as _policy with data.groundwire.provenance as _by([_mark]) with data.groundwire.authored as [_claim("agent")]
	found == {{
		"at": ["resource", "aws_iam_policy", "admin"],
		"subject": "aws_iam_policy.admin",
		"message": "`aws_iam_policy.admin` decides who may do what, and Cursor wrote it or a part of it.",
		"approvals": 2,
	}}
}

test_settings if {
	params := {"agent-iam": {"approvals": 3, "kinds": ["assist"]}}
	some finding in rule.findings with input as _policy
		with data.groundwire.provenance as _by([object.union(_mark, {"kind": "assist"})])
		with data.groundwire.authored as [_claim("assist")]
		with data.groundwire.params as params
	finding.approvals == 3
}

test_nobody_said_anything if {
	count(rule.findings) == 0 with input as _policy
	count(rule.findings) == 0 with input as _policy with data.groundwire.provenance as _by([])
}

test_an_automation_is_no_agent if {
	count(rule.findings) == 0 with input as _policy with data.groundwire.provenance as _by([object.union(_mark, {"kind": "automation"})])
}

test_whole_document if {
	count(rule.findings) == 1 with input as _policy
		with data.groundwire.provenance as _by([_mark])
		with data.groundwire.authored as [object.union(_claim("agent"), {"at": ""})]
}

# `aws_iam_policy.admin2` is not below `aws_iam_policy.admin`.
test_a_name_that_begins_alike if {
	claims := [object.union(_claim("agent"), {"at": "/resource/aws_iam_policy/admin2/0/policy"}), _claim("unknown")]
	count(rule.findings) == 0 with input as _policy with data.groundwire.provenance as _by([_mark]) with data.groundwire.authored as claims
}

test_what_grants_rights if {
	every type in [
		"aws_iam_role", "aws_s3_bucket_policy", "aws_lambda_permission", "google_project_iam_member", "google_service_account_key",
		"azurerm_role_assignment", "azuread_directory_role", "kubernetes_cluster_role_binding_v1",
	] {
		count(iam.changed_parts) == 1 with input as {"resource": {type: {"x": [{}]}}}
	}
	every type in ["aws_autoscaling_policy", "aws_s3_bucket", "aws_ecr_lifecycle_policy", "azurerm_policy_definition", "aws_iam_account_alias"] {
		count(iam.changed_parts) == 0 with input as {"resource": {type: {"x": [{}]}}}
	}
}

test_odd_documents if {
	every document in [{}, [], "text", null, {"resource": "x"}, {"Resources": []}, {"kind": "Role"}, {"Resources": {"x": {"Type": 3}}}] {
		count(rule.findings) == 0 with input as document with data.groundwire.provenance as _by([_mark])
	}
}
