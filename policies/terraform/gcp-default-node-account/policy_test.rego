package groundwire.terraform.gcp_default_node_account_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_default_node_account as rule

_weak := modules.resource("google_container_node_pool", "blue", {"node_config": [{"machine_type": "e2-standard-4"}]})

_kept := modules.resource("google_container_node_pool", "blue", {"node_config": [{"service_account": "n@shop.iam.gserviceaccount.com"}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "runs its nodes as")] with input as _weak
	finding.at == array.concat(["resource", "google_container_node_pool", "blue", 0], ["node_config", 0, "service_account"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "runs its nodes as")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("google_container_node_pool", "blue", {"node_config": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "runs its nodes as")]) == 0 with input as _weak with data.groundwire.before as _kept
}
