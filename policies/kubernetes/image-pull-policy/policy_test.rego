package groundwire.kubernetes.image_pull_policy_test

import data.groundwire.kubernetes.image_pull_policy as rule
import data.groundwire.lib.kubernetes_test as sample

_running(container) := sample.workload("Deployment", {"containers": [object.union({"name": "app"}, container)]})

test_taken_from_the_node if {
	{f.severity | some f in rule.findings} == {"low"} with input as _running({"image": "web:1.4"})
	{f.severity | some f in rule.findings} == {"medium"} with input as _running({"image": "web", "imagePullPolicy": "IfNotPresent"})
	{f.severity | some f in rule.findings} == {"low"} with input as _running({"image": "web", "imagePullPolicy": "Never"})
	[finding] := [f | some f in rule.findings] with input as _running({"image": "web:1.4", "imagePullPolicy": "IfNotPresent"})
	contains(finding.message, "(`imagePullPolicy: IfNotPresent`)")
}

test_pulled if {
	every container in [{"image": "web:1.4", "imagePullPolicy": "Always"}, {"image": "web:latest"}, {"image": "web:1.4@sha256:00"}, {"image": "web:${TAG}"}, {}] {
		count(rule.findings) == 0 with input as _running(container)
	}
}
