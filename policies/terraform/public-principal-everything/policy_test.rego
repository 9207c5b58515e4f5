package groundwire.terraform.public_principal_everything_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.public_principal_everything as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_policy(parts) := modules.resource("aws_sqs_queue_policy", "jobs", {"policy": json.marshal({"Statement": [object.union({"Effect": "Allow", "Principal": "*", "Action": "*"}, parts)]})})

_narrow := {"Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-central-1:123456789012:orders"}}}

test_everything_under_a_condition if {
	count(_found(_policy(_narrow), null)) == 1
	count(_found(_policy(object.union(_narrow, {"Action": "sqs:SendMessage"})), null)) == 0
	count(_found(_policy({}), null)) == 0
}
