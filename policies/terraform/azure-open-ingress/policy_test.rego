package groundwire.terraform.azure_open_ingress_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_open_ingress as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_group(port, source) := modules.resource("azurerm_network_security_group", "api", {"security_rule": [{
	"name": "in", "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "destination_port_range": port, "source_address_prefix": source,
}]})

test_who_and_what if {
	finding := _only(_group("22", "*"))
	finding.at == ["resource", "azurerm_network_security_group", "api", 0, "security_rule", 0, "source_address_prefix"]
	finding.message == "`azurerm_network_security_group.api` lets the whole internet (`*`) reach SSH (port 22)."
	every source in ["0.0.0.0/0", "Internet", "any"] {
		_only(_group("3389", source))
	}
	contains(_only(_group("*", "*")).message, "every port")
	contains(_only(_group("3000-4000", "*")).message, "MySQL (port 3306) and RDP (port 3389)")
	_silent(_group("22", "10.0.0.0/8"))
	_silent(_group("443", "*"))
	_silent(_group({"$unknown": "var.port"}, "*"))
	_silent(_group("22", {"$unknown": "var.source"}))
}

test_rules_by_themselves if {
	block := {"name": "in", "direction": "inbound", "access": "allow", "protocol": "*", "destination_port_ranges": ["80", "5432"], "source_address_prefixes": ["0.0.0.0/0"]}
	_only(modules.resource("azurerm_network_security_rule", "in", block)).at == ["resource", "azurerm_network_security_rule", "in", 0, "source_address_prefixes"]
	_silent(modules.resource("azurerm_network_security_rule", "in", object.union(block, {"access": "Deny"})))
	_silent(modules.resource("azurerm_network_security_rule", "in", object.union(block, {"direction": "Outbound"})))
}

test_who_it_was_for if {
	found := rule.findings with input as _group("22", "*") with data.groundwire.before as _group("22", "10.0.0.0/8")
	[finding] := [f | some f in found]
	endswith(finding.message, "; before: `10.0.0.0/8`.")
}
