package groundwire.terraform.lb_healthcheck_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.lb_healthcheck as rule

_weak := modules.resource("aws_lb_target_group", "shop", {"protocol": "HTTP", "port": 80})

_kept := modules.resource("aws_lb_target_group", "shop", {"protocol": "HTTP", "health_check": [{"path": "/ready"}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "has no health check of its own")] with input as _weak
	finding.at == array.concat(["resource", "aws_lb_target_group", "shop", 0], ["health_check"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "has no health check of its own")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_lb_target_group", "shop", {"health_check": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "has no health check of its own")]) == 0 with input as _weak with data.groundwire.before as _kept
}
