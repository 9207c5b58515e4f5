package groundwire.terraform.gcp_open_ingress_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_open_ingress as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_firewall(ports, ranges) := modules.resource("google_compute_firewall", "api", {"source_ranges": ranges, "allow": [{"protocol": "tcp", "ports": ports}]})

test_who_and_what if {
	finding := _only(_firewall(["22"], ["0.0.0.0/0"]))
	finding.at == ["resource", "google_compute_firewall", "api", 0, "source_ranges"]
	finding.message == "`google_compute_firewall.api` lets the whole internet (`0.0.0.0/0`) reach SSH (port 22)."
	contains(_only(_firewall([], ["::/0"])).message, "every port")
	_silent(_firewall(["22"], ["10.0.0.0/8"]))
	_silent(_firewall(["443"], ["0.0.0.0/0"]))
	_silent(_firewall(["22"], {"$unknown": "var.ranges"}))
}

test_rules_that_let_nobody_in if {
	block := {"source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "all"}]}
	_only(modules.resource("google_compute_firewall", "api", block))
	_silent(modules.resource("google_compute_firewall", "api", object.union(block, {"disabled": true})))
	_silent(modules.resource("google_compute_firewall", "api", object.union(block, {"direction": "EGRESS"})))
	_silent(modules.resource("google_compute_firewall", "api", {"source_ranges": ["0.0.0.0/0"], "deny": [{"protocol": "all"}]}))
}

test_who_it_was_for if {
	found := rule.findings with input as _firewall(["22"], ["0.0.0.0/0"]) with data.groundwire.before as _firewall(["22"], ["10.0.0.0/8"])
	[finding] := [f | some f in found]
	endswith(finding.message, "; before: `10.0.0.0/8`.")
}
