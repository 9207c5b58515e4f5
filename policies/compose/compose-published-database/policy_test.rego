package groundwire.compose.compose_published_database_test

import data.groundwire.compose.compose_published_database as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_published if {
	[finding] := [f | some f in rule.findings] with input as _file({"ports": ["8080:8080", "5432:5432"]})
	finding.at == ["services", "web", "ports", 1]
	contains(finding.message, "PostgreSQL")
}

test_all_forms if {
	every port in ["6379", 6379, "0.0.0.0:6380:6379", "6380:6379/tcp", {"target": 6379, "published": "6380"}] {
		count(rule.findings) == 1 with input as _file({"ports": [port]})
	}
}

test_the_machine_alone if {
	every port in ["127.0.0.1:5432:5432", "localhost:5432:5432", {"target": 5432, "host_ip": "127.0.0.1"}] {
		count(rule.findings) == 0 with input as _file({"ports": [port]})
	}
}

test_other_ports if {
	count(rule.findings) == 0 with input as _file({"ports": ["5432:8080", "${PORT}:5432"]})
}

test_a_port_of_many if {
	count(rule.findings) == 0 with input as {"services": {"s3": {"image": "minio/minio:1", "ports": ["9000:9000"]}}}
	count(rule.findings) == 1 with input as {"services": {"olap": {"image": "clickhouse/clickhouse-server:25", "ports": ["9000:9000"]}}}
	count(rule.findings) == 1 with input as {"services": {"clickhouse": {"ports": ["9000:9000"]}}}
}
