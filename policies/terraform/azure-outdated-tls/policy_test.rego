package groundwire.terraform.azure_outdated_tls_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_outdated_tls as rule

_weak := modules.resource("azurerm_function_app", "mailer", {"https_only": false})

_kept := modules.resource("azurerm_function_app", "mailer", {"https_only": true})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "answers plain HTTP")] with input as _weak
	finding.at == array.concat(["resource", "azurerm_function_app", "mailer", 0], ["https_only"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "answers plain HTTP")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("azurerm_function_app", "mailer", {"https_only": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "answers plain HTTP")]) == 0 with input as _weak with data.groundwire.before as _kept
}
