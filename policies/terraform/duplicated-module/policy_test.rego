package groundwire.terraform.duplicated_module_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.duplicated_module as rule

_function(name, memory) := {
	"aws_iam_role": {name: [{"name": name, "assume_role_policy": "x"}]},
	"aws_lambda_function": {name: [{
		"function_name": name, "role": {"$unknown": sprintf("aws_iam_role.%s.arn", [name])}, "memory_size": memory, "timeout": 30,
		"runtime": "nodejs22.x", "handler": "index.handler", "filename": sprintf("%s.zip", [name]),
	}]},
	"aws_cloudwatch_log_group": {name: [{"name": {"$unknown": sprintf("/aws/lambda/${aws_lambda_function.%s.function_name}", [name])}, "retention_in_days": 30}]},
}

_apart(name) := {"aws_iam_role": {name: [{"name": name}]}, "aws_sqs_queue": {name: [{"name": name}]}, "aws_sns_topic": {name: [{"name": name}]}}

_both(one, other) := modules.module({"resource": object.union(one, other)})

test_a_group_that_was_pasted if {
	[finding] := [f | some f in rule.findings] with input as _both(_function("orders", 256), _function("carts", 256))
	finding.at == ["resource", "aws_cloudwatch_log_group", "orders", 0]
	finding.related == [{"document": 0, "at": ["resource", "aws_cloudwatch_log_group", "carts", 0]}]
	contains(finding.message, "The 3 resources named `orders`")
	count(rule.findings) == 1 with input as _both(_function("orders", 256), _function("carts", 512))
}

test_what_stood_there_before if {
	module := _both(_function("orders", 256), _function("carts", 256))
	count(rule.findings) == 0 with input as module with data.groundwire.before as module
	count(rule.findings) == 1 with input as module with data.groundwire.before as modules.module({"resource": _function("carts", 256)})
}

test_two_buckets_are_natural if {
	bucket := {"aws_s3_bucket": {"logs": [{"bucket": "a"}], "data": [{"bucket": "b"}]}}
	count(rule.findings) == 0 with input as modules.module({"resource": bucket})
	count(rule.findings) == 0 with input as _both(_function("orders", 256), {"aws_s3_bucket": {"orders": [{"bucket": "orders"}]}})
}

test_groups_that_differ if {
	other := json.patch(_function("carts", 1024), [
		{"op": "replace", "path": "/aws_lambda_function/carts/0/timeout", "value": 900},
		{"op": "replace", "path": "/aws_lambda_function/carts/0/runtime", "value": "python3.13"},
		{"op": "replace", "path": "/aws_lambda_function/carts/0/handler", "value": "main.run"},
	])
	count(rule.findings) == 0 with input as _both(_function("orders", 256), other)
}

test_resources_that_are_not_linked if {
	count(rule.findings) == 0 with input as _both(_apart("orders"), _apart("carts"))
}
