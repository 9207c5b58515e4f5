package groundwire.dns.dns_cname_conflict_test

import data.groundwire.dns.dns_cname_conflict as rule

_zone(records) := {"records": [object.union({"name": "www.example.org", "type": "A", "ttl": 3600, "value": "192.0.2.1"}, record) | some record in records]}

test_a_cname_and_an_address if {
	[finding] := [f | some f in rule.findings] with input as _zone([{"type": "CNAME", "value": "x.example.net"}, {}])
	finding.at == ["records", 0]
}

test_two_cnames if {
	count(rule.findings) > 0 with input as _zone([{"type": "CNAME", "value": "x.example.net"}, {"type": "CNAME", "value": "y.example.net"}])
}

test_alone if {
	count(rule.findings) == 0 with input as _zone([{"type": "CNAME", "value": "x.example.net"}, {"name": "api.example.org"}])
	count(rule.findings) == 0 with input as _zone([{"type": "CNAME", "value": "x.example.net"}, {"type": "RRSIG"}])
}
