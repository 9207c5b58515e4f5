package groundwire.cloudformation.cfn_lb_protection_removed_test

import data.groundwire.cloudformation.cfn_lb_protection_removed as rule

_template(attributes) := {"Resources": {"Front": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"LoadBalancerAttributes": attributes}}}}

_with := [{"Key": "deletion_protection.enabled", "Value": "true"}]

_without := []

_unknown := {"$unknown": "${Attributes}"}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _template([{"Key": "deletion_protection.enabled", "Value": "false"}]) with data.groundwire.before as _template(_with)
	finding.at == ["Resources", "Front", "Properties", "LoadBalancerAttributes", 0, "Value"]
	startswith(finding.message, "`deletion_protection.enabled` of `Front` was `true` until now")
	[other] := [f | some f in rule.findings] with input as _template([]) with data.groundwire.before as _template(_with)
	other.at == ["Resources", "Front", "Properties", "LoadBalancerAttributes"]
}

test_never_there_or_still_there if {
	count(rule.findings) == 0 with input as _template(_without)
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as _template(_without)
	count(rule.findings) == 0 with input as _template(_with) with data.groundwire.before as _template(_with)
	count(rule.findings) == 0 with input as _template(_unknown) with data.groundwire.before as _template(_with)
}
