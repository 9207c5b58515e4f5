# METADATA
# title: A security group is open to the internet
# description: >-
#   Open ports are found within minutes. What listens behind one is tried with leaked passwords and new holes, all day and
#   all night.
# custom:
#   id: cfn-sg-open-ingress
#   category: cloudformation/sg-open-ingress
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the networks or security groups that need it, or reach it through Session Manager or a load balancer.
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_sg_open_ingress

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some rule in cfn.open_ingress(input)
	said := _said(rule)
	finding := {
		"at": rule.at,
		"subject": sprintf("%s/%s", [rule.found.id, said.part]),
		"message": sprintf("`%s` lets the whole internet (`%s`) reach %s%s.", [rule.found.id, rule.cidr, said.text, _until_now(rule)]),
		"severity": said.severity,
		"confidence": said.confidence,
	}
}

_said(rule) := {"text": "every port", "part": "all", "severity": "critical", "confidence": "high"} if {
	rule.from == 0
	rule.to == 65535
} else := {"text": sprintf("%s (%s)", [_range(rule), concat(", ", _services(rule))]), "part": _range(rule), "severity": "high", "confidence": "high"} if {
	count(cfn.exposed(rule)) > 0
	count(_services(rule)) < 4
} else := {"text": sprintf("%s, among them %s and %d more services", [_range(rule), concat(", ", array.slice(_services(rule), 0, 3)), count(_services(rule)) - 3]), "part": _range(rule), "severity": "high", "confidence": "high"} if {
	count(cfn.exposed(rule)) > 0
}

_services(rule) := sort({cfn.private_ports[port] | some port in cfn.exposed(rule)})

_range(rule) := sprintf("port %v", [rule.from]) if rule.from == rule.to

_range(rule) := sprintf("ports %v to %v", [rule.from, rule.to]) if rule.from != rule.to

_until_now(rule) := "; until now it was not open to everybody" if {
	cfn.former(rule.found)
	not _was_open(rule)
} else := ""

_was_open(rule) if {
	some old in cfn.open_ingress(data.groundwire.before)
	old.found.id == rule.found.id
	old.from <= rule.from
	old.to >= rule.to
}
