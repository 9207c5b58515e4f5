# METADATA
# description: How load balancers share traffic between zones.
package groundwire.lib.terraform_lb_crosszone

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lb": _lb,
	"aws_alb": _lb,
	"aws_elb": [
		{
			"path": ["cross_zone_load_balancing"], "not": {"false"}, "set": true,
			"says": "turns cross-zone balancing off: the zone with the fewest instances is the first to fall over",
		},
	],
}

_lb := [
	{
		"path": ["enable_cross_zone_load_balancing"], "not": {"false"}, "missing": "always",
		"when": [{"path": ["load_balancer_type"], "in": {"gateway", "network"}}], "set": true,
		"says": "sends a zone's traffic to that zone's targets alone: the zone with the fewest of them is the first to fall over",
	},
]
