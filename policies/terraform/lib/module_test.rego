package groundwire.lib.terraform_test

import data.groundwire.lib.terraform as tf

# A module of one file.
module(document) := {"documents": [{"path": "infra/main.tf", "platform": "terraform", "name": "main.tf", "document": document}]}

# A module with one resource of a type.
resource(type, name, block) := module({"resource": {type: {name: [block]}}})

# An identity policy with these statements, as Terraform passes it on.
policy(statements) := resource("aws_iam_policy", "deployer", {"name": "deployer", "policy": json.marshal({"Version": "2012-10-17", "Statement": statements})})

allow(actions, resources) := {"Effect": "Allow", "Action": actions, "Resource": resources}

test_what_an_unknown_value_refers_to if {
	tf.referred({"$unknown": "aws_s3_bucket.logs[0].id"}) == "aws_s3_bucket.logs"
	tf.referred({"$unknown": "data.aws_iam_policy_document.a.json"}) == "data.aws_iam_policy_document.a"
	tf.referred({"$unknown": "module.logs.bucket"}) == "module.logs"
	not tf.referred("logs")
}

test_sources_of_modules if {
	calls := module({"module": {"a": [{"source": "terraform-aws-modules/rds/aws"}], "b": [{"source": "terraform-aws-modules/rds-proxy/aws"}]}})
	[call] := tf.modules(calls, ["terraform-aws-modules/rds"])
	call.address == "module.a"
	every source in [
		"git::https://github.com/terraform-aws-modules/terraform-aws-rds.git?ref=v6.0.0", "github.com/terraform-aws-modules/terraform-aws-rds",
		"git@github.com:terraform-aws-modules/terraform-aws-rds.git", "registry.terraform.io/terraform-aws-modules/rds/aws",
	] {
		count(tf.modules(module({"module": {"a": [{"source": source}]}}), ["terraform-aws-modules/rds"])) == 1
	}
	every source in ["terraform-aws-modules/rds/aws//modules/db_option_group", "git::https://github.com/terraform-aws-modules/terraform-aws-rds-aurora.git"] {
		count(tf.modules(module({"module": {"a": [{"source": source}]}}), ["terraform-aws-modules/rds"])) == 0
	}
}

test_short_lived if {
	found := {"file": "infra/main.tf", "kind": "resource", "type": "aws_db_instance", "name": "orders", "block": {}}
	not tf.is_short_lived(found)
	tf.is_short_lived(object.union(found, {"file": "envs/dev/main.tf"}))
	tf.is_short_lived(object.union(found, {"name": "orders_test"}))
	tf.is_short_lived(object.union(found, {"block": {"tags": {"Environment": "Dev"}}}))
	not tf.is_short_lived(object.union(found, {"name": "devices"}))
}

test_a_change_does_not_make_it_short_lived if {
	found := {"file": "infra/main.tf", "kind": "resource", "type": "aws_db_instance", "name": "orders", "block": {"identifier": "orders-dev"}}
	before := resource("aws_db_instance", "orders", {"identifier": "orders"})
	not tf.is_short_lived(found) with data.groundwire.before as before
	tf.is_short_lived(found) with data.groundwire.before as resource("aws_db_instance", "orders", {"identifier": "orders-dev"})
}
