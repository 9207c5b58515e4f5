package groundwire.terraform.sg_open_http_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.sg_open_http as rule

_ingress := {"from_port": 80, "to_port": 80, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}

test_a_server if {
	[finding] := [f | some f in rule.findings] with input as modules.resource("aws_security_group", "web", {"ingress": [_ingress]})
	finding.at == ["resource", "aws_security_group", "web", 0, "ingress", 0, "cidr_blocks"]
	finding.message == "`aws_security_group.web` lets the whole internet (`0.0.0.0/0`) reach port 80, and no load balancer here uses it."
}

test_a_load_balancer if {
	balancer := {"security_groups": [{"$unknown": "aws_security_group.web.id"}]}
	count(rule.findings) == 0 with input as modules.module({"resource": {"aws_security_group": {"web": [{"ingress": [_ingress]}]}, "aws_lb": {"web": [balancer]}}})
	count(rule.findings) == 0 with input as modules.module({"resource": {
		"aws_security_group_rule": {"web": [object.union(_ingress, {"type": "ingress", "security_group_id": {"$unknown": "aws_security_group.web.id"}})]},
		"aws_lb": {"web": [balancer]},
	}})
}

test_https if {
	count(rule.findings) == 0 with input as modules.resource("aws_security_group", "web", {"ingress": [object.union(_ingress, {"from_port": 443, "to_port": 443})]})
}
