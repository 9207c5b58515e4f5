# METADATA
# title: An endpoint asks nobody who they are
# description: >-
#   Whoever finds the address may call it, as often as they like, and somebody pays for that.
# custom:
#   id: open-endpoint
#   category: terraform/public-principal
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set an authorizer, IAM or an API key; let the function itself check who calls where it must be open.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.open_endpoint

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_lambda_function_url", "aws_lambda_permission"])
	some name in ["authorization_type", "function_url_auth_type"]
	found.block[name] == "NONE"
	finding := tf.remark(found, array.concat(found.path, [name]), {"message": sprintf("Everybody may call the address of `%s` (`%s = \"NONE\"`).", [found.address, name])})
}

# Preflight requests carry no credentials, and a key is one.
findings contains finding if {
	some found in tf.resources(input, ["aws_api_gateway_method"])
	found.block.authorization == "NONE"
	found.block.http_method != "OPTIONS"
	not tf.is_on(object.get(found.block, "api_key_required", false))
	not tf.is_unknown(object.get(found.block, "api_key_required", false))
	not _is_private(found)
	finding := tf.remark(found, array.concat(found.path, ["authorization"]), {"message": sprintf("Everybody may call `%s` of `%s`: it asks for neither credentials nor a key.", [tf.name_of(found.block.http_method), found.address])})
}

findings contains finding if {
	some found in tf.resources(input, ["aws_apigatewayv2_route"])
	object.get(found.block, "authorization_type", "NONE") == "NONE"
	not tf.is_on(object.get(found.block, "api_key_required", false))
	finding := tf.remark(found, array.concat(found.path, ["authorization_type"]), {"message": sprintf("Everybody may call the route `%s` of `%s`: it asks for no credentials.", [tf.name_of(object.get(found.block, "route_key", "$default")), found.address])})
}

# An API that only a network reaches.
_is_private(found) if {
	some api in tf.resources(input, ["aws_api_gateway_rest_api"])
	api.address == tf.referred(found.block.rest_api_id)
	some configuration in api.block.endpoint_configuration
	"PRIVATE" in configuration.types
}
