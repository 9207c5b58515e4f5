package groundwire.terraform.imds_hop_limit_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.imds_hop_limit as rule

_with(hops) := modules.resource("aws_launch_template", "web", {"metadata_options": [{"http_put_response_hop_limit": hops}]})

test_hops if {
	count(rule.findings) == 1 with input as _with(2)
	count(rule.findings) == 1 with input as _with("3")
	count(rule.findings) == 0 with input as _with(1)
	count(rule.findings) == 0 with input as _with({"$unknown": "var.hops"})
	count(rule.findings) == 0 with input as modules.resource("aws_launch_template", "web", {})
}
