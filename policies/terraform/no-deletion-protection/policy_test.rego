package groundwire.terraform.no_deletion_protection_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.no_deletion_protection as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_instance(block) := modules.resource("aws_db_instance", "orders", block)

test_off_by_default if {
	finding := _only(_instance({"engine": "postgres", "skip_final_snapshot": true}))
	finding.at == ["resource", "aws_db_instance", "orders", 0]
	finding.severity == "medium"
	finding.message == "One call deletes `aws_db_instance.orders`: `deletion_protection` is not set, and no final snapshot is kept (`skip_final_snapshot`)."
	every type in ["aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_cognito_user_pool"] {
		_only(modules.resource(type, "orders", {"name": "orders"}))
	}
}

test_turned_off if {
	_only(_instance({"deletion_protection": false})).at == ["resource", "aws_db_instance", "orders", 0, "deletion_protection"]
	_only(modules.resource("aws_cognito_user_pool", "users", {"deletion_protection": "INACTIVE"}))
	_only(modules.resource("google_sql_database_instance", "orders", {"deletion_protection": false}))
}

test_protected if {
	_silent(_instance({"deletion_protection": true}))
	_silent(_instance({"deletion_protection": {"$unknown": "var.protect"}}))
	_silent(_instance({"lifecycle": [{"prevent_destroy": true}]}))
	_silent(modules.resource("aws_cognito_user_pool", "users", {"deletion_protection": "ACTIVE"}))
}

test_on_by_default if {
	every type in ["google_sql_database_instance", "google_bigtable_instance", "google_spanner_database"] {
		_silent(modules.resource(type, "orders", {"name": "orders"}))
	}
}

test_a_read_replica if {
	_silent(_instance({"replicate_source_db": {"$unknown": "aws_db_instance.main.identifier"}}))
}

test_modules if {
	_only(modules.module({"module": {"db": [{"source": "terraform-aws-modules/rds/aws"}]}})).subject == "module.db"
	_silent(modules.module({"module": {"db": [{"source": "terraform-aws-modules/rds/aws", "deletion_protection": true}]}}))
}

test_a_database_for_a_while if {
	_only(_instance({"tags": {"Environment": "dev"}})).severity == "low"
}

test_it_was_protected if {
	finding := [f | some f in rule.findings][0] with input as _instance({}) with data.groundwire.before as _instance({"deletion_protection": true})
	finding.severity == "high"
	finding.message == "The deletion protection of `aws_db_instance.orders` (`deletion_protection`) is gone."
}

test_terraform_kept_it if {
	finding := [f | some f in rule.findings][0] with input as _instance({}) with data.groundwire.before as _instance({"lifecycle": [{"prevent_destroy": true}]})
	finding.message == "The deletion protection of `aws_db_instance.orders` (`prevent_destroy`) is gone."
}

test_whatever_was_protected if {
	now := modules.resource("aws_lb", "shop", {"enable_deletion_protection": false})
	finding := [f | some f in rule.findings][0] with input as now with data.groundwire.before as modules.resource("aws_lb", "shop", {"enable_deletion_protection": true})
	finding.severity == "medium"
	_silent(now)
}

test_the_default_of_a_module_for_others if {
	document := {"resource": {"aws_db_instance": {"this": [{"deletion_protection": false}]}}, "variable": {"deletion_protection": [{"default": false}]}}
	_only(modules.module(document)).confidence == "low"
	_only(modules.module(object.union(document, {"provider": {"aws": [{"region": "eu-west-1"}]}}))).confidence == "medium"
	finding := [f | some f in rule.findings][0] with input as modules.module(document) with data.groundwire.before as modules.resource("aws_db_instance", "this", {"deletion_protection": true})
	finding.confidence == "high"
}

test_a_table_that_was_protected if {
	recovery := {"point_in_time_recovery": [{"enabled": true}]}
	before := modules.resource("aws_dynamodb_table", "carts", object.union(recovery, {"deletion_protection_enabled": true}))
	now := modules.resource("aws_dynamodb_table", "carts", recovery)
	found := rule.findings with input as now with data.groundwire.before as before
	count(found) == 1
	never := rule.findings with input as now
	count(never) == 0
}
