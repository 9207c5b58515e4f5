# METADATA
# title: A policy of a resource allows every action
# description: >-
#   Whoever the statement names may also delete the resource, read what is in it and rewrite the policy itself.
# custom:
#   id: cfn-policy-any-action
#   category: cloudformation/public-principal
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the actions.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_policy_any_action

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.resource_statements(input)
	statement.found.type in _types
	statement.allows
	some action in statement.actions
	_is_all(action)
	finding := {
		"at": cfn.part_path(statement, "Action"),
		"subject": sprintf("%s/%s", [statement.found.id, action]),
		"message": sprintf("`%s` allows `%s`: those it names may also delete what it guards, and rewrite the policy.", [statement.found.id, action]),
	}
}

# A key's policy has to allow everything to the account, or nobody can manage it.
_types := {"AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy", "AWS::ECR::Repository", "AWS::SecretsManager::ResourcePolicy"}

_is_all(action) if cfn.is_every_action(action)

_is_all(action) if cfn.service_of(action)
