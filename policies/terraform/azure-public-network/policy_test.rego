package groundwire.terraform.azure_public_network_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_public_network as rule

_weak := modules.resource("azurerm_container_registry", "shop", {"name": "shop", "public_network_access_enabled": true})

_kept := modules.resource("azurerm_container_registry", "shop", {"name": "shop", "public_network_access_enabled": false})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "can be reached from the internet")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
