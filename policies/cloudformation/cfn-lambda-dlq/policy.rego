# METADATA
# title: Events that a function cannot handle are lost
# description: >-
#   An event that fails on its last retry is dropped without a trace: an order, a mail, a file that nobody handles and
#   nobody misses until a customer calls.
# custom:
#   id: cfn-lambda-dlq
#   category: cloudformation/lambda-dlq
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Give the function a DeadLetterConfig, or a destination for failures, and an alarm on the queue behind it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_lambda_dlq

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if {
	some lack in cfn.absent_safeguards(cfn.dead_letter_switches)
	not _has_destination(lack.found)
	not _only_answers(lack.found)
	not lack.found.id in _for_custom_resources
}

# Failures that go elsewhere are not lost.
_has_destination(found) if not cfn.lacks(found, ["EventInvokeConfig", "DestinationConfig", "OnFailure"])

_has_destination(found) if {
	some config in cfn.resources(input, ["AWS::Lambda::EventInvokeConfig"])
	found.id in cfn.referred_ids(config.properties.FunctionName)
	not cfn.lacks(config, ["DestinationConfig", "OnFailure"])
}

# Whoever calls through these gets the error, or keeps the event and brings it again.
_only_answers(found) if {
	count(found.properties.Events) > 0
	every event in found.properties.Events {
		event.Type in {"Api", "HttpApi", "SQS", "Kinesis", "DynamoDB", "MSK", "MQ", "SelfManagedKafka", "DocumentDB", "Cognito", "AlexaSkill"}
	}
}

_only_answers(found) if {
	callers := _callers(found)
	count(callers) > 0
	every caller in callers {
		caller in _synchronous
	}
}

# Who calls a function, as far as the template shows it.
_callers(found) := {caller |
	some other in cfn.all_resources(input)
	some caller in _calls(other, found.id)
}

_calls(other, id) := {cfn.text_of(object.get(other.properties, "Principal", "?"))} if {
	other.type == "AWS::Lambda::Permission"
	id in cfn.referred_ids(other.properties.FunctionName)
}

_calls(other, id) := {"mapping"} if {
	other.type == "AWS::Lambda::EventSourceMapping"
	id in cfn.referred_ids(other.properties.FunctionName)
}

_calls(other, id) := {"macro"} if {
	other.type == "AWS::CloudFormation::Macro"
	id in cfn.referred_ids(other.properties.FunctionName)
}

_synchronous := {
	"apigateway.amazonaws.com", "elasticloadbalancing.amazonaws.com", "cognito-idp.amazonaws.com", "cognito-sync.amazonaws.com", "edgelambda.amazonaws.com",
	"lex.amazonaws.com", "lexv2.amazonaws.com", "alexa-appkit.amazon.com", "cloudformation.amazonaws.com", "cloudfront.amazonaws.com",
	"secretsmanager.amazonaws.com", "firehose.amazonaws.com", "mapping", "macro",
}

# CloudFormation waits for their answer and says when there is none.
_for_custom_resources := {id |
	some found in cfn.all_resources(input)
	_is_custom(found.type)
	id := cfn.referred_ids(found.properties.ServiceToken)[_]
}

_is_custom("AWS::CloudFormation::CustomResource")

_is_custom(type) if startswith(type, "Custom::")
