package groundwire.terraform.iam_widened_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_widened as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_table := "arn:aws:dynamodb:eu-central-1:123456789012:table/carts"

_allows(actions, resources) := modules.policy([modules.allow(actions, resources)])

test_one_action_more if {
	[finding] := _found(_allows(["dynamodb:GetItem", "dynamodb:DeleteItem"], _table), _allows(["dynamodb:GetItem"], _table))
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 0, "Action", 1]
	finding.message == sprintf("`aws_iam_policy.deployer` now may `dynamodb:DeleteItem` on `%s`, which it could not before.", [_table])
	finding.severity == "medium"
	[read] := _found(_allows(["dynamodb:GetItem", "dynamodb:Query"], _table), _allows(["dynamodb:GetItem"], _table))
	read.severity == "low"
}

test_a_resource_more if {
	[finding] := _found(_allows(["dynamodb:GetItem"], [_table, "arn:other"]), _allows(["dynamodb:GetItem"], _table))
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 0, "Resource"]
	count(_found(_allows(["s3:GetObject"], {"$unknown": "aws_s3_bucket.b.arn"}), _allows(["s3:GetObject"], {"$unknown": "aws_s3_bucket.a.arn"}))) == 1
}

test_a_statement_more if {
	before := modules.policy([modules.allow("sqs:SendMessage", "arn:q")])
	now := modules.policy([modules.allow("sqs:SendMessage", "arn:q"), modules.allow("sqs:PurgeQueue", "arn:q")])
	[finding] := _found(now, before)
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 1, "Action"]
}

test_a_condition_that_is_gone if {
	bounded := modules.policy([object.union(modules.allow("s3:GetObject", "arn:b"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})])
	[finding] := _found(_allows("s3:GetObject", "arn:b"), bounded)
	endswith(finding.message, "; the condition that bounded it is gone.")
	count(_found(bounded, _allows("s3:GetObject", "arn:b"))) == 0
}

test_no_more_than_before if {
	every former in ["dynamodb:GetItem", "dynamodb:Get*", "dynamodb:*", "*"] {
		count(_found(_allows("dynamodb:GetItem", _table), _allows(former, "*"))) == 0
	}
	count(_found(_allows("dynamodb:getitem", _table), _allows("dynamodb:GetItem", _table))) == 0
	count(_found(_allows("dynamodb:GetItem", _table), _allows("dynamodb:GetItem", {"$unknown": "var.table"}))) == 0
	count(_found(_allows("dynamodb:GetItem", _table), null)) == 0
	count(_found(_allows("dynamodb:GetItem", _table), modules.policy([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]))) == 0
	count(_found(_allows("dynamodb:GetItem", _table), modules.policy([{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:b"}]))) == 0
	count(_found(_allows("*", "*"), _allows("s3:GetObject", "*"))) == 0
	split := modules.policy([modules.allow("sqs:SendMessage", "arn:q"), modules.allow("sqs:ReceiveMessage", "arn:q")])
	count(_found(_allows(["sqs:SendMessage", "sqs:ReceiveMessage"], "arn:q"), split)) == 0
}

test_no_resource_at_all if {
	before := modules.module({"data": {"aws_iam_policy_document": {"d": [{"statement": [{"actions": ["s3:GetObject"]}]}]}}})
	now := modules.module({"data": {"aws_iam_policy_document": {"d": [{"statement": [{"actions": ["s3:GetObject", "s3:PutObject"]}]}]}}})
	[finding] := _found(now, before)
	contains(finding.message, "`s3:PutObject` on `*`")
}

_knowing(document, wildcards) := {"documents": [object.union(file, {"document": object.union(file.document, {"iam_wildcards": wildcards})}) | some file in document.documents]}

_get := {"known": true, "permissions": 0, "changes": 0, "actions": ["dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:GetResourcePolicy"]}

_update := {"known": true, "permissions": 0, "changes": 2, "actions": ["dynamodb:UpdateItem", "dynamodb:UpdateTable"]}

test_a_wildcard_says_what_it_brings if {
	now := _knowing(_allows(["dynamodb:Get*"], _table), {"dynamodb:get*": _get})
	[finding] := _found(now, _allows(["dynamodb:GetItem"], _table))
	finding.message == sprintf("`aws_iam_policy.deployer` now may `dynamodb:Get*` on `%s`, which it could not before; new with `dynamodb:Get*` is `dynamodb:GetRecords`, `dynamodb:GetResourcePolicy`.", [_table])
	finding.severity == "low"
	changing := _knowing(_allows(["dynamodb:Update*"], _table), {"dynamodb:update*": _update})
	[other] := _found(changing, _allows(["dynamodb:GetItem"], _table))
	other.severity == "medium"
	count(_found(now, _allows(["dynamodb:GetItem", "dynamodb:GetR*"], _table))) == 0
}

test_a_wildcard_of_a_service_nobody_knows if {
	now := _knowing(_allows(["warp:Engage*"], _table), {"warp:engage*": {"known": false, "permissions": 0, "changes": 0, "actions": []}})
	[finding] := _found(now, _allows(["dynamodb:GetItem"], _table))
	contains(finding.message, "; new with `warp:Engage*` is what its name says: AWS's list of actions does not hold the service.")
	finding.severity == "medium"
}

test_only_the_resources_that_are_new if {
	[finding] := _found(_allows("dynamodb:GetItem", [_table, "arn:other"]), _allows("dynamodb:GetItem", _table))
	contains(finding.message, "on `arn:other`, which")
}
