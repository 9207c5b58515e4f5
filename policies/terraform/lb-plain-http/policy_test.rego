package groundwire.terraform.lb_plain_http_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.lb_plain_http as rule

_weak := modules.resource("aws_alb", "shop", {"drop_invalid_header_fields": false})

_kept := modules.resource("aws_alb", "shop", {"drop_invalid_header_fields": true})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "lets malformed headers through")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
