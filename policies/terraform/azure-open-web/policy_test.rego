package groundwire.terraform.azure_open_web_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.azure_open_web as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_group(port, source) := modules.resource("azurerm_network_security_group", "api", {"security_rule": [{
	"name": "in", "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "destination_port_range": port, "source_address_prefix": source,
}]})

test_web_servers if {
	_only(_group("443", "*")).at == ["resource", "azurerm_network_security_group", "api", 0, "security_rule", 0, "source_address_prefix"]
	_silent(_group("443", "10.0.0.0/8"))
	_silent(_group("22", "*"))
}
