# METADATA
# title: A function can be called by others than its own source
# description: >-
#   A service that may call the function for anybody calls it for strangers as well: they point a bucket, a rule or an API
#   of their own at it.
# custom:
#   id: cfn-lambda-open
#   category: cloudformation/public-principal
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set SourceArn or SourceAccount; give a function URL AuthType AWS_IAM.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_lambda_open

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::Lambda::Permission"])
	principal := cfn.value_at(found, ["Principal"])
	endswith(principal, ".amazonaws.com")
	principal != "cloudformation.amazonaws.com"
	every narrowing in ["SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken"] {
		cfn.lacks(found, [narrowing])
	}
	finding := cfn.remark(found, ["Principal"], {"message": sprintf("`%s` lets `%s` call the function for anybody: without `SourceArn` or `SourceAccount` resources of other accounts can trigger it.", [found.id, principal])})
}

findings contains finding if {
	some found in cfn.resources(input, ["AWS::Lambda::Url", "AWS::Serverless::Function"])
	path := _auth[found.type]
	cfn.value_at(found, path) == "NONE"
	finding := cfn.remark(found, path, {"message": sprintf("Everybody on the internet may call the URL of `%s` (`AuthType: NONE`): the function has to tell callers apart by itself.", [found.id])})
}

_auth := {"AWS::Lambda::Url": ["AuthType"], "AWS::Serverless::Function": ["FunctionUrlConfig", "AuthType"]}
