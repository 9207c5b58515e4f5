package groundwire.terraform.gcp_safeguards_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_safeguards as rule

_weak := modules.resource("google_container_node_pool", "blue", {"management": [{"auto_repair": false, "auto_upgrade": true}]})

_kept := modules.resource("google_container_node_pool", "blue", {"management": [{"auto_repair": true, "auto_upgrade": true}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "does not replace nodes")] with input as _weak
	finding.at == array.concat(["resource", "google_container_node_pool", "blue", 0], ["management", 0, "auto_repair"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "does not replace nodes")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("google_container_node_pool", "blue", {"management": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "does not replace nodes")]) == 0 with input as _weak with data.groundwire.before as _kept
}
