package groundwire.dns.dns_missing_caa_test

import data.groundwire.dns.dns_missing_caa as rule

_zone(records) := {"records": [object.union({"name": "www.example.org", "type": "A", "ttl": 3600, "value": "192.0.2.1"}, record) | some record in records]}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _zone([{"type": "SOA", "name": "example.org"}])
	finding.subject == "CAA example.org"
}

test_one if {
	count(rule.findings) == 0 with input as _zone([{"type": "SOA"}, {"type": "CAA", "value": "0 issue letsencrypt.org"}])
}

test_a_part_of_a_zone if {
	count(rule.findings) == 0 with input as _zone([{}])
}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _zone([{"type": "SOA"}]) with data.groundwire.before as _zone([{"type": "SOA"}, {"type": "CAA"}])
	contains(finding.message, "any more")
}
