package groundwire.terraform.prevent_destroy_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.prevent_destroy_removed as rule

_kept := {"lifecycle": [{"prevent_destroy": true}]}

_found(type, block, before) := found if {
	found := [f | some f in rule.findings] with input as modules.resource(type, "main", block) with data.groundwire.before as modules.resource(type, "main", before)
}

test_gone if {
	[finding] := _found("aws_route53_zone", {}, _kept)
	contains(finding.message, "`aws_route53_zone.main`")
	count(_found("aws_route53_zone", {"lifecycle": [{"prevent_destroy": false}]}, _kept)) == 1
}

test_quiet if {
	count(_found("aws_route53_zone", _kept, _kept)) == 0
	count(_found("aws_route53_zone", {}, {})) == 0
	count(_found("aws_db_instance", {}, _kept)) == 0
}
