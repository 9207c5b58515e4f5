# METADATA
# description: What replaces and scales capacity in AWS.
package groundwire.lib.terraform_autoscaling

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_autoscaling_group": [
		{
			"path": ["health_check_type"], "not": {"ec2"}, "missing": "always", "when": [{"path": ["target_group_arns"], "set": true}],
			"part": "health", "set": "ELB",
			"says": "is not told when its load balancer gives an instance up: a hung one is never replaced",
		},
		{
			"path": ["health_check_type"], "not": {"ec2"}, "missing": "always", "when": [{"path": ["load_balancers"], "set": true}],
			"part": "health-elb", "set": "ELB",
			"says": "is not told when its load balancer gives an instance up: a hung one is never replaced",
		},
		{
			"path": ["launch_configuration"], "unwanted": true,
			"says": "starts instances from a launch configuration, which AWS takes no new features or instance types into",
		},
		{
			"path": ["max_size"], "not": {"1"}, "when": [{"path": ["min_size"], "in": {"1"}}], "part": "one",
			"says": "cannot grow or shrink: it may have one instance, and starts a new one only after it is gone",
		},
	],
	"aws_dynamodb_table": [
		{
			"path": ["id"], "missing": "always", "unless": [{"path": ["billing_mode"], "in": {"pay_per_request"}}],
			"companions": [{"type": "aws_appautoscaling_target", "by": ["resource_id"]}], "part": "scaling",
			"says": "has fixed capacity and nothing that scales it: a busy hour is throttled",
		},
	],
}
