package groundwire.terraform.imdsv1_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.imdsv1 as rule

_only(module, before) := finding if {
	[finding] := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_silent(module) if count(rule.findings) == 0 with input as module

_with(options) := modules.resource("aws_instance", "web", {"metadata_options": [options]})

test_optional_tokens if {
	finding := _only(_with({"http_tokens": "optional"}), null)
	finding.at == ["resource", "aws_instance", "web", 0, "metadata_options", 0, "http_tokens"]
	finding.severity == "high"
	_only(modules.resource("aws_instance", "web_test", {"metadata_options": [{"http_tokens": "optional"}]}), null).severity == "low"
	_only(modules.module({"module": {"web": [{"source": "terraform-aws-modules/ec2-instance/aws", "metadata_options": {"http_tokens": "optional"}}]}}), null).at == ["module", "web", 0, "metadata_options", "http_tokens"]
}

test_required_disabled_and_unknown if {
	_silent(_with({"http_tokens": "required"}))
	_silent(_with({"http_endpoint": "disabled", "http_tokens": "optional"}))
	_silent(_with({"http_endpoint": {"$unknown": "var.endpoint"}, "http_tokens": "optional"}))
	_silent(_with({"http_tokens": {"$unknown": "var.tokens"}}))
	_silent(modules.resource("aws_instance", "web", {}))
}

test_what_is_taken_away if {
	before := _with({"http_tokens": "required"})
	finding := _only(modules.resource("aws_instance", "web", {}), before)
	contains(finding.message, "; before: `required`")
	_only(_with({"http_tokens": "optional"}), before).severity == "high"
}
