# METADATA
# title: Somebody may do anything in a service
# description: >-
#   With all actions of a service come those that delete, publish and grant. A bug in what uses them is then one of
#   everything in the service.
# custom:
#   id: cfn-iam-service-wildcard
#   category: cloudformation/iam-wildcard
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the actions that are used.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_service_wildcard

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	services := sort({service | some action in statement.actions; service := cfn.service_of(action)})
	count(services) > 0
	not statement.found.id in cfn.boundaries(input)
	finding := {
		"at": cfn.part_path(statement, "Action"),
		"subject": sprintf("%s/%s", [statement.found.id, concat(",", services)]),
		"message": sprintf("%s may do anything with %s on %s%s%s.", [cfn.holder(statement.found), cfn.listed(services), cfn.resource_text(statement), cfn.wildcard_note([action | some action in statement.actions; cfn.service_of(action)]), cfn.before_text(statement, cfn.past_identity)]),
		"severity": _severity(statement, services),
	}
}

# Those that lead to all others, and those in which data lie.
_severity(statement, services) := "high" if {
	cfn.is_unrestricted(statement)
	some service in services
	service in {"iam", "sts", "organizations", "kms", "secretsmanager"}
} else := "medium" if {
	cfn.is_unrestricted(statement)
	some service in services
	not service in {"logs", "xray", "cloudwatch", "ssmmessages", "ec2messages"}
} else := "low"
