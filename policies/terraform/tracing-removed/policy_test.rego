package groundwire.terraform.tracing_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.tracing_removed as rule

_weak := modules.resource("aws_lambda_function", "worker", {"tracing_config": [{"mode": "PassThrough"}]})

_kept := modules.resource("aws_lambda_function", "worker", {"tracing_config": [{"mode": "Active"}]})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "is not traced")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
