package groundwire.terraform.azure_reachable_service_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_reachable_service as rule

_weak := modules.resource("azurerm_container_registry", "shop", {"name": "shop", "public_network_access_enabled": true})

_kept := modules.resource("azurerm_container_registry", "shop", {"name": "shop", "public_network_access_enabled": false})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "can be reached from the internet")] with input as _weak
	finding.at == array.concat(["resource", "azurerm_container_registry", "shop", 0], ["public_network_access_enabled"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "can be reached from the internet")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("azurerm_container_registry", "shop", {"public_network_access_enabled": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "can be reached from the internet")]) == 0 with input as _weak with data.groundwire.before as _kept
}
