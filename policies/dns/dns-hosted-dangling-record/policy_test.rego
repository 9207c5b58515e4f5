package groundwire.dns.dns_hosted_dangling_record_test

import data.groundwire.dns.dns_hosted_dangling_record as rule

_module(records) := {"documents": [{"path": "dns.tf", "platform": "terraform", "name": "dns.tf", "document": {"resource": {"aws_route53_record": {label: [object.union({"zone_id": "Z1", "name": "www.example.org", "type": "A", "ttl": 300, "records": ["192.0.2.1"]}, record)] | some label, record in records}}}}]}

_cname := {"type": "CNAME", "records": ["assets-shop.s3-website.eu-central-1.amazonaws.com"]}

_with_bucket(records) := {"documents": array.concat(_module(records).documents, [{"path": "s3.tf", "platform": "terraform", "name": "s3.tf", "document": {"resource": {"aws_s3_bucket": {"assets": [{"bucket": "assets-shop"}]}}}}])}

test_the_bucket_goes_and_the_record_stays if {
	[finding] := [f | some f in rule.findings] with input as _module({"a": _cname}) with data.groundwire.before as _with_bucket({"a": _cname})
	finding.at == ["resource", "aws_route53_record", "a", 0]
}

test_both_stay_or_go if {
	count(rule.findings) == 0 with input as _with_bucket({"a": _cname}) with data.groundwire.before as _with_bucket({"a": _cname})
	count(rule.findings) == 0 with input as _module({"b": {}}) with data.groundwire.before as _with_bucket({"a": _cname})
	count(rule.findings) == 0 with input as _module({"a": _cname})
}
