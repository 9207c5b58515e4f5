package groundwire.terraform.log_retention_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.log_retention as rule

_weak := modules.resource("aws_cloudwatch_log_group", "api", {"retention_in_days": 30})

_kept := modules.resource("aws_cloudwatch_log_group", "api", {"retention_in_days": 400})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "keeps its logs for 30 days")] with input as _weak
	finding.at == array.concat(["resource", "aws_cloudwatch_log_group", "api", 0], ["retention_in_days"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "keeps its logs for 30 days")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_cloudwatch_log_group", "api", {"retention_in_days": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "keeps its logs for 30 days")]) == 0 with input as _weak with data.groundwire.before as _kept
}
