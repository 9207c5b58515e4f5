package groundwire.dns.dns_hosted_cname_conflict_test

import data.groundwire.dns.dns_hosted_cname_conflict as rule

_module(records) := {"documents": [{"path": "dns.tf", "platform": "terraform", "name": "dns.tf", "document": {"resource": {"aws_route53_record": {label: [object.union({"zone_id": "Z1", "name": "www.example.org", "type": "A", "ttl": 300, "records": ["192.0.2.1"]}, record)] | some label, record in records}}}}]}

test_two_of_one_name if {
	[finding] := [f | some f in rule.findings] with input as _module({"a": {"type": "CNAME", "records": ["x.example.net"]}, "b": {}})
	finding.subject == "aws_route53_record.a"
}

test_other_zones_names_and_policies if {
	cname := {"type": "CNAME", "records": ["x.example.net"]}
	count(rule.findings) == 0 with input as _module({"a": cname, "b": {"zone_id": "Z2"}})
	count(rule.findings) == 0 with input as _module({"a": cname, "b": {"name": "api.example.org"}})
	count(rule.findings) == 0 with input as _module({"a": object.union(cname, {"set_identifier": "one"}), "b": object.union(cname, {"set_identifier": "two"})})
	count(rule.findings) == 0 with input as _module({"a": object.union(cname, {"name": {"$unknown": "var.name"}}), "b": {}})
}

test_the_same_unknown_zone if {
	zone := {"zone_id": {"$unknown": "aws_route53_zone.main.id"}}
	count(rule.findings) == 1 with input as _module({"a": object.union(zone, {"type": "CNAME"}), "b": zone})
}
