package groundwire.kubernetes.secret_in_env_test

import data.groundwire.kubernetes.secret_in_env as rule
import data.groundwire.lib.kubernetes_test as sample

_with(parts) := sample.workload("Deployment", {"containers": [object.union(sample.container, parts)]})

test_references if {
	reference := {"valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}
	[one] := [f | some f in rule.findings] with input as _with({"env": [{"name": "A", "value": "b"}, object.union({"name": "P"}, reference)]})
	one.at == ["spec", "template", "spec", "containers", 0, "env", 1, "valueFrom", "secretKeyRef"]
	[several] := [f | some f in rule.findings] with input as _with({"env": [object.union({"name": "P"}, reference)], "envFrom": [{"secretRef": {"name": "db"}}]})
	contains(several.message, "2 references")
}

test_other_sources if {
	count(rule.findings) == 0 with input as _with({"env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "a", "key": "b"}}}], "envFrom": [{"configMapRef": {"name": "a"}}]})
	count(rule.findings) == 0 with input as sample.bare
}
