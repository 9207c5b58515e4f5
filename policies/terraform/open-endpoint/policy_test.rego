package groundwire.terraform.open_endpoint_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.open_endpoint as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_method(parts) := object.union({"http_method": "POST", "authorization": "NONE", "rest_api_id": {"$unknown": "aws_api_gateway_rest_api.shop.id"}}, parts)

_api(method) := modules.resource("aws_api_gateway_method", "order", method)

test_function_urls if {
	[finding] := _found(modules.resource("aws_lambda_function_url", "hook", {"authorization_type": "NONE"}), null)
	finding.at == ["resource", "aws_lambda_function_url", "hook", 0, "authorization_type"]
	count(_found(modules.resource("aws_lambda_permission", "hook", {"function_url_auth_type": "NONE"}), null)) == 1
	count(_found(modules.resource("aws_lambda_function_url", "hook", {"authorization_type": "AWS_IAM"}), null)) == 0
}

test_methods if {
	[finding] := _found(_api(_method({})), null)
	contains(finding.message, "`POST`")
	count(_found(_api(_method({"authorization": "AWS_IAM"})), null)) == 0
	count(_found(_api(_method({"http_method": "OPTIONS"})), null)) == 0
	count(_found(_api(_method({"api_key_required": true})), null)) == 0
	count(_found(_api(_method({"api_key_required": {"$unknown": "var.key"}})), null)) == 0
	private := {"shop": [{"endpoint_configuration": [{"types": ["PRIVATE"]}]}]}
	count(_found(modules.module({"resource": {"aws_api_gateway_method": {"order": [_method({})]}, "aws_api_gateway_rest_api": private}}), null)) == 0
}

test_routes if {
	[finding] := _found(modules.resource("aws_apigatewayv2_route", "all", {"route_key": "$default"}), null)
	contains(finding.message, "`$default`")
	count(_found(modules.resource("aws_apigatewayv2_route", "all", {"authorization_type": "JWT"}), null)) == 0
	count(_found(modules.resource("aws_apigatewayv2_route", "all", {"api_key_required": true}), null)) == 0
}
