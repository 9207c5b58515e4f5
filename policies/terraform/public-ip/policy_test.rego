package groundwire.terraform.public_ip_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.public_ip as rule

test_public_addresses if {
	count(rule.findings) == 1 with input as modules.resource("aws_instance", "web", {"associate_public_ip_address": true})
	count(rule.findings) == 1 with input as modules.resource("aws_ecs_service", "web", {"network_configuration": [{"assign_public_ip": true}]})
	count(rule.findings) == 2 with input as modules.resource("aws_launch_template", "web_test", {"network_interfaces": [{"associate_public_ip_address": "true"}, {"associate_public_ip_address": true}]})
}

test_private_and_unknown if {
	every value in [false, {"$unknown": "var.public"}] {
		count(rule.findings) == 0 with input as modules.resource("aws_instance", "web", {"associate_public_ip_address": value})
	}
	count(rule.findings) == 0 with input as modules.resource("aws_instance", "web", {})
}
