package groundwire.compose.compose_confinement_disabled_test

import data.groundwire.compose.compose_confinement_disabled as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_options if {
	[finding] := [f | some f in rule.findings] with input as _file({"security_opt": ["seccomp=unconfined"]})
	finding.at == ["services", "web", "security_opt", 0]
	count(rule.findings) == 0 with input as _file({"security_opt": ["seccomp:profile.json"]})
}

test_namespaces if {
	count(rule.findings) == 2 with input as _file({"pid": "host", "ipc": "host"})
	count(rule.findings) == 0 with input as _file({"pid": "service:db"})
}

test_capabilities if {
	count(rule.findings) == 1 with input as _file({"cap_add": ["CAP_SYS_ADMIN", "NET_BIND_SERVICE"]})
}

test_capabilities_that_were_given_up if {
	[finding] := [f | some f in rule.findings] with input as _file({"cap_drop": ["NET_RAW"]}) with data.groundwire.before as _file({"cap_drop": ["NET_RAW", "CAP_CHOWN"]})
	contains(finding.message, "`CHOWN`")
	count(rule.findings) == 1 with input as _file({}) with data.groundwire.before as _file({"cap_drop": ["ALL"]})
	count(rule.findings) == 0 with input as _file({"cap_drop": ["ALL"]}) with data.groundwire.before as _file({"cap_drop": ["CHOWN"]})
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({})
}
