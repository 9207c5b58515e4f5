package groundwire.terraform.gcp_node_account_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_node_account_removed as rule

_weak := modules.resource("google_container_node_pool", "blue", {"node_config": [{"machine_type": "e2-standard-4"}]})

_kept := modules.resource("google_container_node_pool", "blue", {"node_config": [{"service_account": "n@shop.iam.gserviceaccount.com"}]})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "runs its nodes as")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
