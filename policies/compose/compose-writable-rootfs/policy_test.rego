package groundwire.compose.compose_writable_rootfs_test

import data.groundwire.compose.compose_writable_rootfs as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_writable if {
	[finding] := [f | some f in rule.findings] with input as _file({})
	finding.at == ["services", "web", "read_only"]
}

test_read_only if {
	count(rule.findings) == 0 with input as _file({"read_only": true})
}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"read_only": true})
	contains(finding.message, "before, it could not")
}
