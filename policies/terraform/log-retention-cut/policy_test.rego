package groundwire.terraform.log_retention_cut_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.log_retention_cut as rule

_weak := modules.resource("aws_cloudwatch_log_group", "api", {"retention_in_days": 30})

_kept := modules.resource("aws_cloudwatch_log_group", "api", {"retention_in_days": 400})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "keeps its logs for 30 days")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
