package groundwire.terraform.unprotected_resource_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.unprotected_resource as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_off_by_default if {
	every type in ["aws_lb", "aws_networkfirewall_firewall", "azurerm_key_vault"] {
		_only(modules.resource(type, "shop", {"name": "shop"})).at == ["resource", type, "shop", 0]
	}
}

test_turned_off_in_a_type_that_is_not_known if {
	_only(modules.resource("acme_volume", "shop", {"deletion_protection": false})).at == ["resource", "acme_volume", "shop", 0, "deletion_protection"]
	_silent(modules.resource("acme_volume", "shop", {"deletion_protection": true}))
	_silent(modules.resource("acme_volume", "shop", {"name": "shop"}))
}

test_a_table_comes_back_from_its_backup if {
	_only(modules.resource("aws_dynamodb_table", "carts", {"name": "carts"}))
	_silent(modules.resource("aws_dynamodb_table", "carts", {"name": "carts", "point_in_time_recovery": [{"enabled": true}]}))
}

test_databases_are_told_elsewhere if {
	_silent(modules.resource("aws_db_instance", "orders", {"deletion_protection": false}))
}

test_a_loss_is_told_elsewhere if {
	count(rule.findings) == 0 with input as modules.resource("aws_lb", "shop", {"enable_deletion_protection": false})
		with data.groundwire.before as modules.resource("aws_lb", "shop", {"enable_deletion_protection": true})
}
