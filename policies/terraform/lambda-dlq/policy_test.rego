package groundwire.terraform.lambda_dlq_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.lambda_dlq as rule

_weak := modules.resource("aws_lambda_function", "worker", {"function_name": "worker"})

_kept := modules.resource("aws_lambda_function", "worker", {"dead_letter_config": [{"target_arn": {"$unknown": "aws_sqs_queue.dead.arn"}}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "drops an event")] with input as _weak
	finding.at == array.concat(["resource", "aws_lambda_function", "worker", 0], ["dead_letter_config", "target_arn"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "drops an event")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_lambda_function", "worker", {"dead_letter_config": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "drops an event")]) == 0 with input as _weak with data.groundwire.before as _kept
}
