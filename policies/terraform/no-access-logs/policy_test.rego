package groundwire.terraform.no_access_logs_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.no_access_logs as rule

_weak := modules.resource("aws_lb", "shop", {"access_logs": [{"bucket": "logs", "enabled": false}], "internal": false})

_kept := modules.resource("aws_lb", "shop", {"access_logs": [{"bucket": "logs", "enabled": true}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "writes no access log")] with input as _weak
	finding.at == array.concat(["resource", "aws_lb", "shop", 0], ["access_logs", 0, "enabled"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "writes no access log")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_lb", "shop", {"access_logs": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "writes no access log")]) == 0 with input as _weak with data.groundwire.before as _kept
}
