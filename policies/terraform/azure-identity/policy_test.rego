package groundwire.terraform.azure_identity_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_identity as rule

_weak := modules.resource("azurerm_cosmosdb_account", "orders", {"local_authentication_disabled": false})

_kept := modules.resource("azurerm_cosmosdb_account", "orders", {"local_authentication_disabled": true})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "takes its own keys")] with input as _weak
	finding.at == array.concat(["resource", "azurerm_cosmosdb_account", "orders", 0], ["local_authentication_disabled"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "takes its own keys")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("azurerm_cosmosdb_account", "orders", {"local_authentication_disabled": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "takes its own keys")]) == 0 with input as _weak with data.groundwire.before as _kept
}
