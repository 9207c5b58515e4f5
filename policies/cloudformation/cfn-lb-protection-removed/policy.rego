# METADATA
# title: The deletion protection of a load balancer is turned off
# description: >-
#   A slip, or a stack update that replaces the load balancer, now deletes it. What comes after has another name and other
#   addresses.
# custom:
#   id: cfn-lb-protection-removed
#   category: cloudformation/no-deletion-protection
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep the attribute deletion_protection.enabled; turn it off in a change of its own when the load balancer is to go.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_lb_protection_removed

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::ElasticLoadBalancingV2::LoadBalancer"])
	cfn.attribute_is_off(found, "LoadBalancerAttributes", _key)
	cfn.is_true(cfn.attribute(cfn.former(found), "LoadBalancerAttributes", _key))
	finding := cfn.remark(found, cfn.attribute_path(found, "LoadBalancerAttributes", _key), {"message": sprintf("`%s` of `%s` was `true` until now: one call, or a stack update that replaces it, now deletes the load balancer and its name.", [_key, found.id])})
}

_key := "deletion_protection.enabled"
