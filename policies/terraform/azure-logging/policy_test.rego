package groundwire.terraform.azure_logging_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_logging as rule

_weak := modules.resource("azurerm_postgresql_configuration", "c", {"name": "log_checkpoints", "value": "off"})

_kept := modules.resource("azurerm_postgresql_configuration", "c", {"name": "log_checkpoints", "value": "on"})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "turns `log_checkpoints`")] with input as _weak
	finding.at == array.concat(["resource", "azurerm_postgresql_configuration", "c", 0], ["value"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "turns `log_checkpoints`")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("azurerm_postgresql_configuration", "c", {"value": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "turns `log_checkpoints`")]) == 0 with input as _weak with data.groundwire.before as _kept
}
