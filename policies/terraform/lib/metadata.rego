package groundwire.lib.terraform

# Who may ask the metadata service of an instance, which hands out the credentials of its role.

_tokens := [{"path": ["metadata_options", "http_tokens"], "weak": {"optional"}, "absent": true}]

# Modules have good answers of their own.
_tokens_of_modules := [{"path": ["metadata_options", "http_tokens"], "weak": {"optional"}}]

_token_settings := {
	"aws_instance": _tokens,
	"aws_launch_template": _tokens,
	"aws_launch_configuration": _tokens,
	"aws_spot_instance_request": _tokens,
	"aws_imagebuilder_infrastructure_configuration": [{"path": ["instance_metadata_options", "http_tokens"], "weak": {"optional"}, "absent": true}],
	"aws_sagemaker_notebook_instance": [{
		"path": ["instance_metadata_service_configuration", "minimum_instance_metadata_service_version"],
		"weak": {"1"},
		"absent": true,
	}],
	"terraform-aws-modules/ec2-instance": _tokens_of_modules,
	"terraform-aws-modules/autoscaling": _tokens_of_modules,
}

# Instances and templates whose metadata service answers without a session.
open_metadata := [weak |
	some weak in weak_settings(input, _token_settings)
	not _is_disabled(weak.found.block)
	not _is_decided_elsewhere(weak)
]

_is_disabled(block) if answer(block, ["metadata_options", "http_endpoint"]) == "disabled"

_is_disabled(block) if is_unknown(answer(block, ["metadata_options", "http_endpoint"]))

# By the launch template, or by the account's own answer.
_is_decided_elsewhere(weak) if {
	not weak.explicit
	weak.found.block.launch_template
}

_is_decided_elsewhere(weak) if {
	not weak.explicit
	some defaults in resources(input, ["aws_ec2_instance_metadata_defaults"])
	defaults.block.http_tokens == "required"
}
