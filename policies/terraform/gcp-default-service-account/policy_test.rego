package groundwire.terraform.gcp_default_service_account_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.gcp_default_service_account as rule

_weak := modules.resource("google_compute_instance", "api", {"service_account": [{"email": "api@shop.iam.gserviceaccount.com", "scopes": ["cloud-platform"]}]})

_kept := modules.resource("google_compute_instance", "api", {"service_account": [{"email": "api@shop.iam.gserviceaccount.com", "scopes": ["logging-write"]}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "may use every API")] with input as _weak
	finding.at == array.concat(["resource", "google_compute_instance", "api", 0], ["service_account", 0, "scopes"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "may use every API")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("google_compute_instance", "api", {"service_account": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "may use every API")]) == 0 with input as _weak with data.groundwire.before as _kept
}
