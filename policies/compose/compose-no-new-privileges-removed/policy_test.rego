package groundwire.compose.compose_no_new_privileges_removed_test

import data.groundwire.compose.compose_no_new_privileges_removed as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

_hardened := {"security_opt": ["no-new-privileges:true"]}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file(_hardened)
	finding.at == ["services", "web", "security_opt"]
	count(rule.findings) == 1 with input as _file({"security_opt": ["no-new-privileges:false"]}) with data.groundwire.before as _file(_hardened)
}

test_kept if {
	count(rule.findings) == 0 with input as _file({"security_opt": ["no-new-privileges=true"]}) with data.groundwire.before as _file(_hardened)
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({})
	count(rule.findings) == 0 with input as _file({})
}

test_a_block_that_others_take_over if {
	old := {"x-hardened": _hardened, "services": {"web": _hardened, "db": _hardened}}
	[finding] := [f | some f in rule.findings] with input as {"x-hardened": {}, "services": {"web": {}, "db": {}}} with data.groundwire.before as old
	finding.at == ["x-hardened", "security_opt"]
	contains(finding.message, "(db, web)")
}
