package groundwire.dns.dns_low_ttl_test

import data.groundwire.dns.dns_low_ttl as rule

_zone(records) := {"records": [object.union({"name": "www.example.org", "type": "A", "ttl": 3600, "value": "192.0.2.1"}, record) | some record in records]}

test_short if {
	[finding] := [f | some f in rule.findings] with input as _zone([{"ttl": 5}])
	finding.subject == "A www.example.org"
	[ns] := [f | some f in rule.findings] with input as _zone([{"type": "NS", "ttl": 60}])
	ns.severity == "medium"
}

test_long_or_unknown if {
	count(rule.findings) == 0 with input as _zone([{}, {"ttl": null}, {"ttl": 60}])
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as _zone([{"ttl": 5}]) with data.groundwire.before as _zone([{}])
	contains(finding.message, "Before it were 3600 s")
}
