package groundwire.cloudformation.cfn_lb_deletion_protection_test

import data.groundwire.cloudformation.cfn_lb_deletion_protection as rule

_template(attributes) := {"Resources": {"Front": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"LoadBalancerAttributes": attributes}}}}

_on := [{"Key": "idle_timeout.timeout_seconds", "Value": "30"}, {"Key": "deletion_protection.enabled", "Value": "true"}]

_off := [{"Key": "deletion_protection.enabled", "Value": "false"}]

test_off if {
	[finding] := [f | some f in rule.findings] with input as _template(_off)
	finding.at == ["Resources", "Front", "Properties", "LoadBalancerAttributes", 0, "Value"]
	[other] := [f | some f in rule.findings] with input as _template([])
	other.at == ["Resources", "Front", "Properties", "LoadBalancerAttributes"]
}

test_on_or_unknown if {
	count(rule.findings) == 0 with input as _template(_on)
	count(rule.findings) == 0 with input as _template({"$unknown": "${Attributes}"})
	count(rule.findings) == 0 with input as _template([{"$unknown": "${One}"}])
}

test_turned_off_is_another_rule if {
	count(rule.findings) == 0 with input as _template(_off) with data.groundwire.before as _template(_on)
}
