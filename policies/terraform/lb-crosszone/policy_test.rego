package groundwire.terraform.lb_crosszone_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.lb_crosszone as rule

_weak := modules.resource("aws_lb", "mail", {"load_balancer_type": "network"})

_kept := modules.resource("aws_lb", "mail", {"load_balancer_type": "network", "enable_cross_zone_load_balancing": true})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "sends a zone")] with input as _weak
	finding.at == array.concat(["resource", "aws_lb", "mail", 0], ["enable_cross_zone_load_balancing"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "sends a zone")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_lb", "mail", {"enable_cross_zone_load_balancing": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "sends a zone")]) == 0 with input as _weak with data.groundwire.before as _kept
}
