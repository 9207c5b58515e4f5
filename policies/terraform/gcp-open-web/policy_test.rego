package groundwire.terraform.gcp_open_web_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_open_web as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_firewall(ports, ranges) := modules.resource("google_compute_firewall", "api", {"source_ranges": ranges, "allow": [{"protocol": "tcp", "ports": ports}]})

test_web_servers if {
	_only(_firewall(["443"], ["0.0.0.0/0"])).at == ["resource", "google_compute_firewall", "api", 0, "source_ranges"]
	_silent(_firewall(["443"], ["10.0.0.0/8"]))
	_silent(_firewall(["22"], ["0.0.0.0/0"]))
}
