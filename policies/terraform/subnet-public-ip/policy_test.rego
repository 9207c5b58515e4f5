package groundwire.terraform.subnet_public_ip_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.subnet_public_ip as rule

test_subnets if {
	count(rule.findings) == 1 with input as modules.resource("aws_subnet", "a", {"map_public_ip_on_launch": true})
	count(rule.findings) == 0 with input as modules.resource("aws_subnet", "a", {"map_public_ip_on_launch": false})
	count(rule.findings) == 0 with input as modules.resource("aws_subnet", "a", {})
	count(rule.findings) == 0 with input as modules.resource("aws_subnet", "a", {"map_public_ip_on_launch": {"$unknown": "var.public"}})
}

test_notebooks if {
	count(rule.findings) == 1 with input as modules.resource("aws_sagemaker_notebook_instance", "lab", {})
	count(rule.findings) == 0 with input as modules.resource("aws_sagemaker_notebook_instance", "lab", {"direct_internet_access": "Disabled"})
}
