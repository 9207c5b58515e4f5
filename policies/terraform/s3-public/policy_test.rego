package groundwire.terraform.s3_public_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.s3_public as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_bucket := {"logs": [{"bucket": "shop-logs"}]}

_reference := {"$unknown": "aws_s3_bucket.logs.id"}

_with(others) := modules.module({"resource": object.union({"aws_s3_bucket": _bucket}, others)})

_on := {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

_list := {"aws_s3_bucket_acl": {"logs": [{"bucket": _reference, "acl": "public-read"}]}}

test_a_public_list if {
	finding := _only(_with(_list))
	finding.at == ["resource", "aws_s3_bucket_acl", "logs", 0, "acl"]
	finding.message == "`aws_s3_bucket_acl.logs` lets everybody on the internet read it."
	_only(modules.resource("aws_s3_bucket", "logs", {"acl": "public-read-write"})).severity == "critical"
	_only(modules.resource("aws_s3_bucket", "logs", {"acl": "authenticated-read"})).severity == "high"
}

test_private_and_unknown_lists if {
	_silent(_with({}))
	_silent(modules.resource("aws_s3_bucket", "logs", {"acl": "private"}))
	_silent(modules.resource("aws_s3_bucket", "logs", {"acl": {"$unknown": "var.acl"}}))
	_silent(modules.resource("aws_s3_bucket_acl", "logs", {"acl": {"$unknown": "var.acl"}}))
}

test_a_separate_block_makes_the_list_ineffective if {
	every bucket in [_reference, "shop-logs", {"$unknown": "aws_s3_bucket.logs[0].bucket"}, {"$unknown": "each.value"}] {
		_silent(_with(object.union(_list, {"aws_s3_bucket_public_access_block": {"logs": [object.union(_on, {"bucket": bucket})]}})))
	}
	_only(_with(object.union(_list, {"aws_s3_bucket_public_access_block": {"other": [object.union(_on, {"bucket": "other"})]}})))
	_silent(_with(object.union(_list, {"aws_s3_account_public_access_block": {"all": [_on]}})))
}

test_a_bucket_that_takes_no_lists if {
	_silent(_with(object.union(_list, {"aws_s3_bucket_ownership_controls": {"logs": [{"bucket": _reference, "rule": [{"object_ownership": "BucketOwnerEnforced"}]}]}})))
	_only(_with(object.union(_list, {"aws_s3_bucket_ownership_controls": {"logs": [{"bucket": _reference, "rule": [{"object_ownership": "BucketOwnerPreferred"}]}]}})))
}

test_grants if {
	everybody := "http://acs.amazonaws.com/groups/global/AllUsers"
	_only(modules.resource("aws_s3_bucket", "logs", {"grant": [{"type": "Group", "uri": everybody, "permissions": ["READ"]}]})).at == ["resource", "aws_s3_bucket", "logs", 0, "grant", 0, "uri"]
	grant := {"grantee": [{"type": "Group", "uri": everybody}], "permission": "WRITE"}
	owner := {"grantee": [{"type": "CanonicalUser", "id": "1"}], "permission": "FULL_CONTROL"}
	finding := _only(_with({"aws_s3_bucket_acl": {"logs": [{"bucket": _reference, "access_control_policy": [{"grant": [owner, grant]}]}]}}))
	finding.severity == "critical"
	finding.at == ["resource", "aws_s3_bucket_acl", "logs", 0, "access_control_policy", 0, "grant", 1, "grantee", 0, "uri"]
}

test_settings_turned_off if {
	finding := _only(_with({"aws_s3_bucket_public_access_block": {"logs": [object.union(_on, {"bucket": _reference, "block_public_policy": false})]}}))
	finding.at == ["resource", "aws_s3_bucket_public_access_block", "logs", 0, "block_public_policy"]
	finding.severity == "medium"
	finding.message == "`aws_s3_bucket_public_access_block.logs` turns `block_public_policy` off: a policy can publish everything in it."
	_silent(_with({"aws_s3_bucket_public_access_block": {"logs": [object.union(_on, {"bucket": _reference, "block_public_policy": {"$unknown": "var.x"}})]}}))
}

test_a_block_that_blocks_nothing if {
	finding := _only(_with({"aws_s3_bucket_public_access_block": {"logs": [{"bucket": _reference}]}}))
	finding.at == ["resource", "aws_s3_bucket_public_access_block", "logs", 0]
	_silent(_with({"aws_s3_bucket_public_access_block": {"logs": [{"bucket": _reference, "block_public_acls": true, "block_public_policy": true}]}}))
}

test_it_was_blocked if {
	now := _with({"aws_s3_bucket_public_access_block": {"logs": [object.union(_on, {"bucket": _reference, "block_public_policy": false})]}})
	before := _with({"aws_s3_bucket_public_access_block": {"logs": [object.union(_on, {"bucket": _reference})]}})
	[finding] := [f | some f in rule.findings] with input as now with data.groundwire.before as before
	finding.severity == "high"
	endswith(finding.message, "; until now it was blocked.")
	[gone] := [f | some f in rule.findings] with input as _with({}) with data.groundwire.before as before
	gone.message == "The public access block of `aws_s3_bucket.logs` (`aws_s3_bucket_public_access_block.logs`) is gone: a public policy or access control list now takes effect."
}

test_a_website if {
	block := {"aws_s3_bucket_public_access_block": {"logs": [object.union(_on, {"bucket": _reference, "block_public_policy": false})]}}
	_only(_with(object.union(block, {"aws_s3_bucket_website_configuration": {"logs": [{"bucket": _reference}]}}))).confidence == "medium"
}

test_modules if {
	_only(modules.module({"module": {"logs": [{"source": "terraform-aws-modules/s3-bucket/aws", "block_public_acls": false}]}})).subject == "module.logs/block"
	_silent(modules.module({"module": {"logs": [{"source": "terraform-aws-modules/s3-bucket/aws", "acl": "public-read"}]}}))
	_silent(modules.module({"module": {"logs": [{"source": "terraform-aws-modules/s3-bucket/aws"}]}}))
	call := {"source": "terraform-aws-modules/s3-bucket/aws", "acl": "public-read", "block_public_acls": false, "ignore_public_acls": false}
	found := rule.findings with input as modules.module({"module": {"logs": [call]}})
	{f.subject | some f in found} == {"module.logs", "module.logs/block"}
}

test_buckets_that_are_allowed if {
	params := {"s3-public": {"allowedBuckets": ["shop-logs"]}}
	count(rule.findings) == 0 with input as _with(_list) with data.groundwire.params as params
}

test_the_default_of_a_module_for_others if {
	block := object.union(_on, {"bucket": {"$unknown": "var.bucket"}, "block_public_acls": false})
	document := {"resource": {"aws_s3_bucket_public_access_block": {"this": [block]}}, "variable": {"block_public_acls": [{"default": false}]}}
	_only(modules.module(document)).confidence == "low"
}
