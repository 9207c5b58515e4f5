package groundwire.terraform.gcp_reachable_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_reachable as rule

_weak := modules.resource("google_storage_bucket", "reports", {"name": "reports", "public_access_prevention": "inherited"})

_kept := modules.resource("google_storage_bucket", "reports", {"name": "reports", "public_access_prevention": "enforced"})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "can be published")] with input as _weak
	finding.at == array.concat(["resource", "google_storage_bucket", "reports", 0], ["public_access_prevention"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "can be published")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("google_storage_bucket", "reports", {"public_access_prevention": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "can be published")]) == 0 with input as _weak with data.groundwire.before as _kept
}
