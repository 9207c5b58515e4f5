# METADATA
# title: A service may call a function for anybody
# description: >-
#   The service calls it for every customer of AWS: who makes a topic or a bucket of their own and points it here has the
#   function run on what they send.
# custom:
#   id: lambda-permission-source
#   category: terraform/public-principal
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Add source_arn, or source_account where the service knows no arn.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lambda_permission_source

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_lambda_permission"])
	endswith(found.block.principal, ".amazonaws.com")
	every name in ["source_arn", "source_account", "principal_org_id", "event_source_token"] {
		object.get(found.block, name, null) in {null, ""}
	}
	finding := tf.remark(found, array.concat(found.path, ["source_arn"]), {"message": sprintf("`%s` lets `%s` call the function for anybody: it names no `source_arn`.", [found.address, found.block.principal])})
}
