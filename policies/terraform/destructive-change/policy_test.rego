package groundwire.terraform.destructive_change_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.destructive_change as rule

_plan(change) := {"documents": [{"path": "plan.json", "platform": "terraform-plan", "name": "plan.json", "document": {"resource_changes": [change]}}]}

_change(type, actions, parts) := object.union(
	{"address": sprintf("%s.orders", [type]), "type": type, "change": object.union({"actions": actions, "replace_paths": [], "before": {}, "after": {}}, parts)},
	{"name": "orders"},
)

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_after(before, now) := finding if {
	[finding] := [f | some f in rule.findings] with input as now with data.groundwire.before as before
}

_quiet_after(before, now) if count(rule.findings) == 0 with input as now with data.groundwire.before as before

_orders(block) := modules.resource("aws_db_instance", "orders", block)

_with(module, kind, block) := {"documents": [object.union(file, {"document": object.union(file.document, {kind: [block]})}) | some file in module.documents]}

_empty := modules.module({})

test_plan_deletes if {
	finding := _only(_plan(_change("aws_db_instance", ["delete"], {})))
	finding.at == ["resource_changes", 0]
	finding.subject == "aws_db_instance.orders"
	finding.confidence == "high"
	finding.message == "The plan deletes `aws_db_instance.orders`, and its data with it."
}

test_plan_replaces if {
	every actions in [["delete", "create"], ["create", "delete"]] {
		finding := _only(_plan(_change("aws_ebs_volume", actions, {"replace_paths": [["availability_zone"]], "before": {"availability_zone": "eu-west-1a"}, "after": {"availability_zone": "eu-west-1b"}})))
		finding.at == ["resource_changes", 0, "change", "replace_paths", 0]
		finding.message == "The plan replaces `aws_ebs_volume.orders`: `availability_zone` (`eu-west-1a` to `eu-west-1b`) cannot be changed in place, so it is deleted with its data and made anew."
	}
}

test_plan_does_not_say_why if {
	_only(_plan(_change("azurerm_key_vault", ["delete", "create"], {}))).message == "The plan replaces `azurerm_key_vault.orders`: it is deleted with its keys and secrets and made anew."
	_only(_plan(_change("google_sql_database_instance", ["delete", "create"], {"replace_paths": [["settings", 0, "x"]], "after": {"settings": {"$unknown": "x"}}}))).message == "The plan replaces `google_sql_database_instance.orders`: `settings.0.x` cannot be changed in place, so it is deleted with its data and made anew."
}

test_plan_keeps if {
	every actions in [["create"], ["update"], ["no-op"], ["read"], ["forget"]] {
		_silent(_plan(_change("aws_db_instance", actions, {})))
	}
	_silent(_plan(_change("aws_instance", ["delete"], {})))
	_silent(_plan(object.union(_change("aws_db_instance", ["delete"], {}), {"deposed": "abcd"})))
}

test_block_is_gone if {
	finding := _after(_orders({"engine": "postgres"}), _empty)
	finding.at == ["resource", "aws_db_instance", "orders", 0]
	finding.document == 0
	finding.message == "The block of `aws_db_instance.orders` is gone: the next apply deletes it with its data. Nothing (`moved`, `removed`) says that it is to stay."
}

test_file_is_gone if {
	elsewhere := {"documents": [{"path": "other.tf", "platform": "terraform", "name": "other.tf", "document": {}}]}
	contains(_after(_orders({}), elsewhere).message, sprintf("is gone with `%s`", [_orders({}).documents[0].path]))
}

test_block_goes_elsewhere if {
	_quiet_after(_orders({}), _with(_empty, "moved", {"from": "aws_db_instance.orders", "to": "module.db.aws_db_instance.this"}))
	_quiet_after(_orders({}), _with(_empty, "removed", {"from": "aws_db_instance.orders"}))
	_quiet_after(_orders({}), _with(_empty, "moved", {"from": "aws_db_instance.orders[0]", "to": "aws_db_instance.one"}))
	_quiet_after(modules.resource("aws_instance", "web", {}), _empty)
	_quiet_after(_orders({}), _orders({}))
}

test_plan_tells_of_blocks_by_itself if {
	planned := {"documents": [object.union(file, {"path": "plan.json"}) | some file in _orders({}).documents]}
	_quiet_after(planned, _empty)
}

test_another_value if {
	finding := _after(_orders({"engine": "mysql"}), _orders({"engine": "postgres"}))
	finding.at == ["resource", "aws_db_instance", "orders", 0, "engine"]
	finding.subject == "aws_db_instance.orders/engine"
	finding.message == "`engine` of `aws_db_instance.orders` changes from `mysql` to `postgres`: that cannot be changed in place, so Terraform deletes it with its data and makes it anew."
}

test_switch if {
	_after(_orders({}), _orders({"storage_encrypted": true})).message == "`storage_encrypted` of `aws_db_instance.orders` becomes `true`: that cannot be changed in place, so Terraform deletes it with its data and makes it anew."
	contains(_after(_orders({"storage_encrypted": true}), _orders({})).message, "(`true`) is no longer written")
	_quiet_after(_orders({}), _orders({"storage_encrypted": false}))
	_quiet_after(_orders({"storage_encrypted": true}), _orders({"storage_encrypted": "true"}))
}

test_list if {
	_after(modules.resource("aws_rds_cluster", "c", {"availability_zones": ["a", "b"]}), modules.resource("aws_rds_cluster", "c", {"availability_zones": ["a", "c"]})).message == "`availability_zones` of `aws_rds_cluster.c` changes from `[a, b]` to `[a, c]`: that cannot be changed in place, so Terraform deletes it with its data and makes it anew."
	_quiet_after(modules.resource("aws_rds_cluster", "c", {"availability_zones": ["a", "b"]}), modules.resource("aws_rds_cluster", "c", {"availability_zones": ["b", "a"]}))
	_quiet_after(modules.resource("aws_rds_cluster", "c", {"availability_zones": ["a"]}), modules.resource("aws_rds_cluster", "c", {"availability_zones": [{"$unknown": "var.b"}]}))
}

test_guard_goes_with_it if {
	contains(_after(_orders({"engine": "mysql", "deletion_protection": true}), _orders({"engine": "postgres", "deletion_protection": false})).message, "what would have refused it (`deletion_protection`) is gone with the same change")
}

test_other_values if {
	_quiet_after(_orders({"engine": "mysql"}), _orders({"engine": {"$unknown": "var.engine"}}))
	_quiet_after(_orders({"engine": "mysql"}), _orders({}))
	_quiet_after(_orders({"instance_class": "a"}), _orders({"instance_class": "b"}))
	_silent(_orders({"engine": "mysql"}))
}
