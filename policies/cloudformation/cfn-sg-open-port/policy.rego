# METADATA
# title: A port is open to the internet
# description: >-
#   Whatever listens there has to stand up to the whole internet by itself; on port 80 what is sent travels in the clear.
# custom:
#   id: cfn-sg-open-port
#   category: cloudformation/sg-open-ingress
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Let a load balancer take what comes from the internet, and the group what comes from the load balancer.
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_sg_open_port

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some rule in cfn.open_ingress(input)
	count(cfn.exposed(rule)) == 0
	not _is_https(rule)
	not _guards_load_balancer(rule)
	finding := {
		"at": rule.at,
		"subject": sprintf("%s/%v-%v", [rule.found.id, rule.from, rule.to]),
		"message": sprintf("`%s` lets the whole internet (`%s`) reach %s, and no load balancer here uses it.", [rule.found.id, rule.cidr, _ports(rule)]),
	}
}

_is_https(rule) if {
	rule.from == 443
	rule.to == 443
}

_ports(rule) := sprintf("port %v", [rule.from]) if rule.from == rule.to

_ports(rule) := sprintf("ports %v to %v", [rule.from, rule.to]) if rule.from != rule.to

_guards_load_balancer(rule) if _group(rule) in _groups_of_load_balancers

_group(rule) := rule.found.id if rule.found.type == "AWS::EC2::SecurityGroup"

_group(rule) := cfn.referred(rule.found.properties.GroupId)

_groups_of_load_balancers := {group |
	some found in cfn.resources(input, ["AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer"])
	some reference in found.properties.SecurityGroups
	group := cfn.referred(reference)
}
