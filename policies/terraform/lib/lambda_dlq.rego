# METADATA
# description: What becomes of events that fail.
package groundwire.lib.terraform_lambda_dlq

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lambda_function": [
		{
			"path": ["dead_letter_config", "target_arn"], "missing": "always",
			"companions": [{"type": "aws_lambda_function_event_invoke_config", "by": ["function_name"], "where": [{"path": ["destination_config", "on_failure"], "set": true}]}],
			"part": "dead-letter", "says": "drops an event that failed its retries: it is in no queue and in no topic",
		},
	],
	"terraform-aws-modules/lambda": [
		{
			"path": ["dead_letter_target_arn"], "missing": "within", "when": [{"path": ["attach_dead_letter_policy"], "in": {"true"}}],
			"says": "names no target for events that fail",
		},
	],
	"aws_lambda_function_event_invoke_config": [
		{
			"path": ["destination_config", "on_failure", "destination"], "missing": "within", "part": "on-failure",
			"says": "sends events that fail nowhere",
		},
	],
}
