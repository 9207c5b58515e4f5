# METADATA
# title: A load balancer can be deleted by a slip
# description: >-
#   A load balancer that is deleted or replaced gets a new name and new addresses: every record, allow list and client that
#   knew the old ones has to be told.
# custom:
#   id: cfn-lb-deletion-protection
#   category: cloudformation/no-deletion-protection
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set the attribute deletion_protection.enabled to true.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_lb_deletion_protection

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::ElasticLoadBalancingV2::LoadBalancer"])
	cfn.attribute_is_off(found, "LoadBalancerAttributes", _key)
	not _was_on(found)
	finding := cfn.remark(found, cfn.attribute_path(found, "LoadBalancerAttributes", _key), {"message": sprintf("One call deletes `%s`: `%s` is not on.", [found.id, _key])})
}

_key := "deletion_protection.enabled"

# That it is turned off is told by cfn-lb-protection-removed.
_was_on(found) if cfn.is_true(cfn.attribute(cfn.former(found), "LoadBalancerAttributes", _key))
