package groundwire.terraform.public_principal_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.public_principal as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_policy(statement) := modules.resource("aws_sqs_queue_policy", "jobs", {"policy": json.marshal({"Statement": [statement]})})

_open := {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}

_but(parts) := _policy(object.union(_open, parts))

_if(test, variable, values) := _but({"Condition": {test: {variable: values}}})

test_everybody if {
	[finding] := _found(_policy(_open), null)
	finding.at == ["resource", "aws_sqs_queue_policy", "jobs", 0, "policy", "Statement", 0, "Principal"]
	finding.message == "`aws_sqs_queue_policy.jobs` lets everybody `sqs:SendMessage`."
	finding.severity == "high"
	every principal in [{"AWS": "*"}, {"AWS": ["arn:aws:iam::123456789012:root", "*"]}, ["foo", "*"], {"AWS": "arn:aws:iam::*:role/sqs"}] {
		count(_found(_policy(object.union(object.remove(_open, ["Principal"]), {"Principal": principal})), null)) == 1
	}
	[everything] := _found(_but({"Action": "*"}), null)
	endswith(everything.message, "lets everybody do everything with it.")
}

test_some_and_unknown if {
	every principal in [{"AWS": "arn:aws:iam::123456789012:root"}, "arn:aws:iam::123456789012:role/sqs", {"Service": "sns.amazonaws.com"}, {"AWS": {"$unknown": "var.account"}}, {"$unknown": "var.who"}] {
		count(_found(_policy(object.union(object.remove(_open, ["Principal"]), {"Principal": principal})), null)) == 0
	}
	count(_found(_but({"Effect": "Deny"}), null)) == 0
	count(_found(modules.resource("aws_sqs_queue_policy", "jobs", {"policy": {"$unknown": "var.policy"}}), null)) == 0
	count(_found(modules.resource("aws_sqs_queue_policy", "jobs", {"policy": "no JSON: Statement"}), null)) == 0
}

test_conditions_that_tell_who if {
	every condition in [
		["StringEquals", "aws:PrincipalOrgID", "o-1"], ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:123456789012:orders"],
		["StringEquals", "aws:sourceVpce", ["vpce-1"]], ["StringEquals", "kms:CallerAccount", "1"], ["IpAddress", "aws:SourceIp", "10.0.0.0/8"],
		["ArnEquals", "aws:SourceArn", {"$unknown": "aws_sns_topic.orders.arn"}], ["ArnEquals", "aws:SourceArn", "arn:aws:s3:::orders"],
	] {
		[test, variable, values] := condition
		count(_found(_if(test, variable, values), null)) == 0
	}
	count(_found(_but({"Condition": {"$unknown": "var.condition"}}), null)) == 0
}

test_conditions_that_do_not if {
	every condition in [
		["Bool", "aws:SecureTransport", "true"], ["ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*"], ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/a"],
		["IpAddress", "aws:SourceIp", "0.0.0.0/0"], ["StringNotEquals", "aws:PrincipalOrgID", "o-1"], ["ForAllValues:StringEquals", "aws:username", "jim"],
		["ArnLike", "aws:SourceArn", "arn:aws:s3:::*"],
	] {
		[test, variable, values] := condition
		count(_found(_if(test, variable, values), null)) == 1
	}
}

test_a_comma_too_many if {
	text := `{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["sqs:*",], }]}`
	count(_found(modules.resource("aws_sqs_queue", "jobs", {"policy": text}), null)) == 1
}

test_a_document if {
	statement := {"actions": ["sns:Publish"], "resources": ["*"], "principals": [{"type": "AWS", "identifiers": ["*"]}]}
	document := {"aws_iam_policy_document": {"topic": [{"statement": [statement]}]}}
	[finding] := _found(modules.module({"data": document}), null)
	finding.at == ["data", "aws_iam_policy_document", "topic", 0, "statement", 0, "principals", 0, "identifiers"]
	narrowed := object.union(statement, {"condition": [{"test": "ArnEquals", "variable": "aws:SourceArn", "values": [{"$unknown": "aws_s3_bucket.a.arn"}]}]})
	count(_found(modules.module({"data": {"aws_iam_policy_document": {"topic": [{"statement": [narrowed]}]}}}), null)) == 0
	reference := {"$unknown": "data.aws_iam_policy_document.topic.json"}
	count(_found(modules.module({"data": document, "resource": {"aws_vpc_endpoint": {"s3": [{"policy": reference}]}}}), null)) == 0
	count(_found(modules.module({"data": document, "resource": {"aws_iam_role": {"r": [{"assume_role_policy": reference}]}}}), null)) == 0
}

test_an_argument_of_a_module if {
	call := {"source": "terraform-aws-modules/sqs/aws", "queue_policy_statements": {"open": {"actions": ["sqs:SendMessage"], "principals": [{"type": "AWS", "identifiers": ["*"]}]}}}
	[finding] := _found(modules.module({"module": {"jobs": [call]}}), null)
	finding.subject == "module.jobs"
	policy := json.marshal({"Statement": [_open]})
	count(_found(modules.module({"module": {"site": [{"source": "terraform-aws-modules/s3-bucket/aws", "policy": policy}]}}), null)) == 0
	count(_found(modules.module({"module": {"site": [{"source": "terraform-aws-modules/s3-bucket/aws", "policy": policy, "block_public_policy": false}]}}), null)) == 1
	count(_found(modules.module({"module": {"site": [{"source": "./role", "assume_role_policy": policy, "trust_policy": policy}]}}), null)) == 0
}

test_all_but_some if {
	statement := object.union(object.remove(_open, ["Principal"]), {"NotPrincipal": {"AWS": "arn:aws:iam::123456789012:root"}})
	[finding] := _found(_policy(statement), null)
	contains(finding.message, "NotPrincipal")
}

test_functions_and_images if {
	[finding] := _found(modules.resource("aws_lambda_permission", "any", {"principal": "*"}), null)
	finding.at == ["resource", "aws_lambda_permission", "any", 0, "principal"]
	count(_found(modules.resource("aws_lambda_permission", "any", {"principal": "*", "principal_org_id": "o-1"}), null)) == 0
	count(_found(modules.resource("aws_lambda_permission", "any", {"principal": "*", "function_url_auth_type": "NONE"}), null)) == 0
	count(_found(modules.resource("aws_lambda_permission", "any", {"principal": "sns.amazonaws.com"}), null)) == 0
	count(_found(modules.resource("aws_ami_launch_permission", "any", {"group": "all"}), null)) == 1
	count(_found(modules.resource("aws_ami_launch_permission", "any", {"account_id": "123456789012"}), null)) == 0
}

_read := {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}

_site(others) := modules.module({"resource": object.union({"aws_s3_bucket_policy": {"site": [{"bucket": {"$unknown": "aws_s3_bucket.site.id"}, "policy": json.marshal(_read)}]}}, others)})

test_buckets if {
	[finding] := _found(_site({}), null)
	finding.severity == "high"
	finding.confidence == "medium"
	about := {"bucket": {"$unknown": "aws_s3_bucket.site.id"}}
	[site] := _found(_site({"aws_s3_bucket_website_configuration": {"site": [about]}}), null)
	site.severity == "medium"
	count(_found(_site({"aws_s3_bucket_public_access_block": {"site": [object.union(about, {"block_public_policy": true})]}}), null)) == 0
	count(_found(_site({"aws_s3_account_public_access_block": {"all": [{"restrict_public_buckets": true}]}}), null)) == 0
	[own] := _found(modules.resource("aws_s3_bucket", "site", {"policy": json.marshal(_read), "website": [{}]}), null)
	own.severity == "medium"
}

test_it_was_for_some if {
	before := _policy(object.union(_open, {"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}))
	[finding] := _found(_policy(_open), before)
	endswith(finding.message, "; before: `arn:aws:iam::123456789012:root` alone.")
	finding.subject == "aws_sqs_queue_policy.jobs/sqs:SendMessage"
	[stood] := _found(_policy(_open), _policy(_open))
	stood.subject == "aws_sqs_queue_policy.jobs"
}

test_published_on_purpose if {
	params := {"public-principal": {"allowedResources": ["aws_sqs_queue_policy.jobs"]}}
	count(rule.findings) == 0 with input as _policy(_open) with data.groundwire.params as params
}

test_names_of_nothing if {
	count(_found(_policy(object.remove(_open, ["Action"])), null)) == 1
	[several] := _found(_but({"Action": ["sqs:SendMessage", "sqs:ReceiveMessage"]}), null)
	endswith(several.message, "`sqs:SendMessage` and 1 more actions.")
}
