package groundwire.terraform.gcp_safeguard_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_safeguard_removed as rule

_weak := modules.resource("google_container_node_pool", "blue", {"management": [{"auto_repair": false, "auto_upgrade": true}]})

_kept := modules.resource("google_container_node_pool", "blue", {"management": [{"auto_repair": true, "auto_upgrade": true}]})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "does not replace nodes")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
