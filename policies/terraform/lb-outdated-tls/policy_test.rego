package groundwire.terraform.lb_outdated_tls_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.lb_outdated_tls as rule

_weak := modules.resource("aws_alb", "shop", {"drop_invalid_header_fields": false})

_kept := modules.resource("aws_alb", "shop", {"drop_invalid_header_fields": true})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "lets malformed headers through")] with input as _weak
	finding.at == array.concat(["resource", "aws_alb", "shop", 0], ["drop_invalid_header_fields"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "lets malformed headers through")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_alb", "shop", {"drop_invalid_header_fields": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "lets malformed headers through")]) == 0 with input as _weak with data.groundwire.before as _kept
}
