package groundwire.terraform.autoscaling_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.autoscaling as rule

_weak := modules.resource("aws_autoscaling_group", "api", {"target_group_arns": ["a"], "health_check_type": "EC2"})

_kept := modules.resource("aws_autoscaling_group", "api", {"target_group_arns": ["a"], "health_check_type": "ELB"})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "is not told when")] with input as _weak
	finding.at == array.concat(["resource", "aws_autoscaling_group", "api", 0], ["health_check_type"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "is not told when")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_autoscaling_group", "api", {"health_check_type": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "is not told when")]) == 0 with input as _weak with data.groundwire.before as _kept
}
