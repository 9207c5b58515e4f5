package groundwire.kubernetes.plain_password_test

import data.groundwire.kubernetes.plain_password as rule
import data.groundwire.lib.kubernetes_test as sample

_environment(name, value) := sample.workload("Deployment", {"containers": [object.union(sample.container, {"env": [{"name": name, "value": value}]})]})

test_weak_ones if {
	[finding] := [f | some f in rule.findings] with input as _environment("POSTGRES_PASSWORD", "postgres")
	not contains(finding.message, "postgres")
	[in_map] := [f | some f in rule.findings] with input as {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"db_password": "abc123"}}
	in_map.at == ["data", "db_password"]
}

test_what_is_none if {
	count(rule.findings) == 0 with input as _environment("POSTGRES_PASSWORD", "f8Kq2LzP0wXe91")
	count(rule.findings) == 0 with input as _environment("TLS_SECRET", "shop-tls")
	count(rule.findings) == 0 with input as _environment("MAX_TOKEN", "4096")
	count(rule.findings) == 0 with input as _environment("POSTGRES_PASSWORD", "")
}

test_weak_ones_in_a_secret if {
	[finding] := [f | some f in rule.findings] with input as {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "data": {"password": base64.encode("toor")}}
	finding.subject == "Secret/db/password"
}
