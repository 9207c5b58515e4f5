package groundwire.terraform.azure_no_backup_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_no_backup as rule

_weak := modules.resource("azurerm_key_vault", "shop", {"purge_protection_enabled": false})

_kept := modules.resource("azurerm_key_vault", "shop", {"purge_protection_enabled": true})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "can be purged")] with input as _weak
	finding.at == array.concat(["resource", "azurerm_key_vault", "shop", 0], ["purge_protection_enabled"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "can be purged")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("azurerm_key_vault", "shop", {"purge_protection_enabled": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "can be purged")]) == 0 with input as _weak with data.groundwire.before as _kept
}
