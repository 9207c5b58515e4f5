package groundwire.dns.dns_hosted_low_ttl_test

import data.groundwire.dns.dns_hosted_low_ttl as rule

_module(records) := {"documents": [{"path": "dns.tf", "platform": "terraform", "name": "dns.tf", "document": {"resource": {"aws_route53_record": {label: [object.union({"zone_id": "Z1", "name": "www.example.org", "type": "A", "ttl": 300, "records": ["192.0.2.1"]}, record)] | some label, record in records}}}}]}

test_short if {
	[finding] := [f | some f in rule.findings] with input as _module({"www": {"ttl": 5}})
	finding.at == ["resource", "aws_route53_record", "www", 0, "ttl"]
	finding.subject == "aws_route53_record.www"
}

test_long_automatic_or_unknown if {
	every ttl in [60, 1, {"$unknown": "var.ttl"}] {
		count(rule.findings) == 0 with input as _module({"www": {"ttl": ttl}})
	}
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as _module({"www": {"ttl": 5}}) with data.groundwire.before as _module({"www": {}})
	contains(finding.message, "Before it were 300 s")
}
