package groundwire.kubernetes.literal_secret_test

import data.groundwire.kubernetes.literal_secret as rule
import data.groundwire.lib.kubernetes_test as sample

_environment(name, value) := sample.workload("Deployment", {"containers": [object.union(sample.container, {"env": [{"name": name, "value": value}]})]})

_map(key, value) := {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {key: value}}

test_by_name_and_by_form if {
	[finding] := [f | some f in rule.findings] with input as _environment("DB_PASSWORD", "f8Kq2LzP0wXe91")
	finding.at == ["spec", "template", "spec", "containers", 0, "env", 0, "value"]
	not contains(finding.message, "f8Kq2LzP0wXe91")
	count(rule.findings) == 1 with input as _environment("SETTING", concat("", ["gh", "p_", "0123456789abcdefghijABCDEFGHIJ012345"]))
	count(rule.findings) == 1 with input as _environment("DATABASE_URL", "postgres://shop:f8Kq2LzP0wXe91@db:5432/shop")
	count(rule.findings) == 1 with input as _map("token", "f8Kq2LzP0wXe91")
	count(rule.findings) == 1 with input as _map("app.properties", "name=web\ndb.password=f8Kq2LzP0wXe91\n")
	count(rule.findings) == 1 with input as _map("key.pem", "---BEGIN OPENSSH PRIVATE KEY---\nabc")
}

test_options_of_the_command if {
	started := sample.workload("Deployment", {"containers": [object.union(sample.container, {"args": ["--port=80", "--db-password=f8Kq2LzP0wXe91"]})]})
	[finding] := [f | some f in rule.findings] with input as started
	finding.at == ["spec", "template", "spec", "containers", 0, "args", 1]
}

test_what_is_no_secret if {
	every value in ["${DB_PASSWORD}", "changeme-please-1", "/run/secrets/db", "vault:secret/data/db#password1", "db-password-2024", "postgres", "true", "30"] {
		count(rule.findings) == 0 with input as _environment("DB_PASSWORD", value)
	}
	every name in ["DB_PASSWORD_FILE", "TOKEN_TTL", "SECRET_NAME", "KEYBOARD"] {
		count(rule.findings) == 0 with input as _environment(name, "f8Kq2LzP0wXe91")
	}
	count(rule.findings) == 0 with input as _environment("DATABASE_URL", "postgres://shop:${PASSWORD}@db:5432/shop")
	count(rule.findings) == 0 with input as _map("app.properties", "db.password=\n")
}
