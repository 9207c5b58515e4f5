package groundwire.terraform.unchecked_targets_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.unchecked_targets as rule

_module(group) := modules.module({"resource": {
	"aws_autoscaling_attachment": {"api": [{"lb_target_group_arn": {"$unknown": "aws_lb_target_group.api.arn"}}]},
	"aws_lb_target_group": {"api": [group]},
}})

test_nothing_is_checked if {
	[finding] := [f | some f in rule.findings] with input as _module({"port": 80})
	finding.at == ["resource", "aws_autoscaling_attachment", "api", 0, "lb_target_group_arn"]
	finding.related == [{"document": 0, "at": ["resource", "aws_lb_target_group", "api", 0]}]
	count(rule.findings) == 1 with input as _module({"health_check": [{"enabled": false}]})
}

test_something_is if {
	count(rule.findings) == 0 with input as _module({"health_check": [{"path": "/ready"}]})
	count(rule.findings) == 0 with input as _module({"health_check": {"$unknown": "var.check"}})
	count(rule.findings) == 0 with input as modules.resource("aws_autoscaling_attachment", "api", {"elb": {"$unknown": "var.elb"}})
}
