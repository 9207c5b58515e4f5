# METADATA
# description: Where requests are traced.
package groundwire.lib.terraform_no_tracing

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lambda_function": _lambda_function,
	"aws_serverless_function": _lambda_function,
	"aws_api_gateway_stage": [
		{
			"path": ["xray_tracing_enabled"], "or": [["xray_enabled"]], "not": {"false"}, "missing": "always", "set": true,
			"says": "starts no traces: the first step of every request is missing",
		},
	],
	"aws_appsync_graphql_api": [
		{
			"path": ["xray_enabled"], "not": {"false"}, "missing": "always", "set": true,
			"says": "starts no traces: the first step of every query is missing",
		},
	],
	"aws_sfn_state_machine": [
		{
			"path": ["tracing_configuration", "enabled"], "not": {"false"}, "missing": "always", "part": "tracing", "set": true,
			"says": "is not traced: which step was slow cannot be seen",
		},
	],
	"aws_apprunner_service": [
		{
			"path": ["observability_configuration", "observability_enabled"], "not": {"false"}, "missing": "always", "part": "tracing",
			"set": true, "says": "is not traced",
		},
	],
}

_lambda_function := [
	{
		"path": ["tracing_config", "mode"], "only": {"active"}, "missing": "always", "part": "tracing", "set": "Active",
		"says": "is not traced of itself: where a slow call spends its time cannot be seen",
	},
]
