package groundwire.terraform.no_tracing_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.no_tracing as rule

_weak := modules.resource("aws_lambda_function", "worker", {"tracing_config": [{"mode": "PassThrough"}]})

_kept := modules.resource("aws_lambda_function", "worker", {"tracing_config": [{"mode": "Active"}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "is not traced")] with input as _weak
	finding.at == array.concat(["resource", "aws_lambda_function", "worker", 0], ["tracing_config", 0, "mode"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "is not traced")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_lambda_function", "worker", {"tracing_config": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "is not traced")]) == 0 with input as _weak with data.groundwire.before as _kept
}
