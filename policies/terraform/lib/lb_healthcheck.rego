# METADATA
# description: How load balancers know who works.
package groundwire.lib.terraform_lb_healthcheck

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lb_target_group": _lb_target_group,
	"aws_alb_target_group": _lb_target_group,
	"aws_elb": [
		{
			"path": ["health_check", "target"], "missing": "always", "part": "health_check", "severity": "medium",
			"says": "asks its instances nothing: dead ones keep their traffic",
		},
	],
	"azurerm_lb_rule": [
		{
			"path": ["probe_id"], "missing": "always", "severity": "medium",
			"says": "asks its backends nothing: dead ones keep their traffic",
		},
	],
}

_lb_target_group := [
	{
		"path": ["health_check"], "missing": "always",
		"unless": [{"path": ["target_type"], "in": {"alb", "lambda"}}, {"path": ["protocol"], "in": {"geneve", "tcp", "tcp_udp", "tls", "udp"}}],
		"part": "health_check", "says": "has no health check of its own: a target counts as well when anything at all answers on `/`",
	},
	{
		"path": ["health_check", "enabled"], "not": {"false"}, "unless": [{"path": ["target_type"], "in": {"lambda"}}],
		"part": "enabled", "severity": "medium", "grave": true, "set": true,
		"says": "never asks its targets whether they work: dead ones keep their traffic",
	},
]
