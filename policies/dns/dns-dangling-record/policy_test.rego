package groundwire.dns.dns_dangling_record_test

import data.groundwire.dns.dns_dangling_record as rule

_zone(records) := {"records": [object.union({"name": "www.example.org", "type": "A", "ttl": 3600, "value": "192.0.2.1"}, record) | some record in records]}

_soa := {"type": "SOA", "name": "example.org"}

_cname := {"type": "CNAME", "value": "web.example.org"}

test_the_target_is_taken_away if {
	before := _zone([_soa, _cname, {"name": "web.example.org"}])
	[finding] := [f | some f in rule.findings] with input as _zone([_soa, _cname]) with data.groundwire.before as before
	finding.confidence == "high"
}

test_the_target_never_was if {
	[finding] := [f | some f in rule.findings] with input as _zone([_soa, _cname])
	finding.confidence == "medium"
}

test_targets_that_are_there if {
	count(rule.findings) == 0 with input as _zone([_soa, _cname, {"name": "web.example.org"}])
	count(rule.findings) == 0 with input as _zone([_soa, _cname, {"name": "*.example.org"}])
	count(rule.findings) == 0 with input as _zone([_soa, {"type": "CNAME", "value": "a.dev.example.org"}, {"name": "dev.example.org", "type": "NS", "value": "x"}])
}

test_targets_elsewhere if {
	count(rule.findings) == 0 with input as _zone([_soa, {"type": "CNAME", "value": "shop.example.net"}])
	count(rule.findings) == 0 with input as _zone([_cname])
}
