package groundwire.terraform.imdsv1_default_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.imdsv1_default as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_nothing_said if {
	_only(modules.resource("aws_launch_template", "web", {})).severity == "medium"
	_only(modules.resource("aws_launch_template", "web_test", {})).severity == "low"
	_only(modules.resource("aws_sagemaker_notebook_instance", "lab", {}))
}

test_said_or_decided_elsewhere if {
	_silent(modules.resource("aws_instance", "web", {"metadata_options": [{"http_tokens": "optional"}]}))
	_silent(modules.resource("aws_instance", "web", {"launch_template": [{"id": {"$unknown": "aws_launch_template.web.id"}}]}))
	_silent(modules.module({"resource": {"aws_instance": {"web": [{}]}, "aws_ec2_instance_metadata_defaults": {"all": [{"http_tokens": "required"}]}}}))
	_silent(modules.module({"module": {"web": [{"source": "terraform-aws-modules/ec2-instance/aws"}]}}))
}

test_taken_away_is_another_rule if {
	before := modules.resource("aws_instance", "web", {"metadata_options": [{"http_tokens": "required"}]})
	count(rule.findings) == 0 with input as modules.resource("aws_instance", "web", {}) with data.groundwire.before as before
}
