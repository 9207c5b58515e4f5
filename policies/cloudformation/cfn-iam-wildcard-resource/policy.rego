# METADATA
# title: Somebody may change or read all resources of a kind
# description: >-
#   The credentials reach far beyond what uses them: what is deleted, overwritten or read by mistake or by a thief is all
#   there is of the kind in the account.
# custom:
#   id: cfn-iam-wildcard-resource
#   category: cloudformation/iam-wildcard
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the resources, by reference where they are in the template.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_wildcard_resource

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	cfn.is_unrestricted(statement)
	not cfn.is_narrowed(statement)
	not statement.found.id in cfn.boundaries(input)
	actions := [action | some action in statement.actions; _matters(action)]
	count(actions) > 0
	finding := {
		"at": cfn.part_path(statement, _part(statement)),
		"subject": sprintf("%s/%s", [statement.found.id, concat(",", actions)]),
		"message": sprintf("%s may call %s on every resource of the account%s.", [cfn.holder(statement.found), cfn.listed(actions), cfn.before_text(statement, cfn.past_identity)]),
		"severity": _severity(actions),
	}
}

_part(statement) := "NotResource" if count(statement.not_resources) > 0

_part(statement) := "Resource" if count(statement.not_resources) == 0

_matters(action) if {
	[service, verb] := _parts(action)
	not service in _without_resources
	not _is_harmless(verb)
	not _key(service, verb) in _never_with_resources
}

_matters(action) if {
	[service, verb] := _parts(action)
	some pattern in object.get(_readers, service, [])
	startswith(verb, pattern)
}

_parts(action) := [lower(service), lower(verb)] if {
	is_string(action)
	[service, verb] := split(action, ":")
	trim(verb, "*") != ""
}

_key(service, verb) := sprintf("%s:%s", [service, verb])

_is_harmless(verb) if {
	some beginning in ["get", "list", "describe", "batchget", "batchcheck", "search", "query", "scan", "lookup", "view", "check", "validate", "test", "simulate", "estimate", "head", "read", "generate", "preview", "*"]
	startswith(verb, beginning)
}

# Actions that read what is meant for few.
_readers := {
	"s3": ["getobject"],
	"secretsmanager": ["getsecret", "batchgetsecret"],
	"ssm": ["getparameter"],
	"kms": ["generatedatakey"],
	"dynamodb": ["getitem", "batchgetitem", "query", "scan"],
	"sqs": ["receivemessage"],
	"rds-data": ["executestatement"],
}

# Services whose actions take no resource, or none that says anything.
_without_resources := {
	"xray", "cloudwatch", "ssmmessages", "ec2messages", "ecr-public", "sts", "pricing", "ce", "health", "support", "tag", "resource-groups",
	"application-autoscaling", "autoscaling", "route53domains", "cognito-sync", "mobileanalytics", "textract", "rekognition", "comprehend", "translate",
	"polly", "transcribe", "logs",
}

_never_with_resources := {
	"ec2:createnetworkinterface", "ec2:deletenetworkinterface", "ec2:assignprivateipaddresses", "ec2:unassignprivateipaddresses",
	"ec2:attachnetworkinterface", "ec2:detachnetworkinterface", "ec2:modifynetworkinterfaceattribute", "ec2:createnetworkinterfacepermission",
	"ses:sendemail", "ses:sendrawemail", "ssm:updateinstanceinformation", "sns:publish", "cloudfront:createinvalidation", "s3:createjob",
	"cloudformation:validatetemplate", "ecs:createcluster", "ecs:deregistercontainerinstance", "ecs:registercontainerinstance", "ecs:submit*", "ecs:poll", "ecs:starttelemetrysession", "ecs:discoverpollendpoint",
	"iot:connect", "iot:publish", "iot:subscribe", "iot:receive",
}

_severity(actions) := "medium" if {
	some action in actions
	startswith(lower(action), "iam:")
} else := "low"
