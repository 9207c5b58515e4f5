# METADATA
# description: How many instances of a function may run.
package groundwire.lib.terraform_lambda_concurrency

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lambda_function": [
		{
			"path": ["reserved_concurrent_executions"], "not": {"-1"}, "missing": "always",
			"says": "has no share of its own of the account's concurrency: one burst of it starves every other function, or they starve it",
		},
		{
			"path": ["reserved_concurrent_executions"], "not": {"0"}, "part": "never", "severity": "medium", "grave": true,
			"says": "never runs: it may have no instance at all",
		},
	],
}
