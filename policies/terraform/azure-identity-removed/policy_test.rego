package groundwire.terraform.azure_identity_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_identity_removed as rule

_weak := modules.resource("azurerm_cosmosdb_account", "orders", {"local_authentication_disabled": false})

_kept := modules.resource("azurerm_cosmosdb_account", "orders", {"local_authentication_disabled": true})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "takes its own keys")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
