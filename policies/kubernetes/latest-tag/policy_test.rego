package groundwire.kubernetes.latest_tag_test

import data.groundwire.kubernetes.latest_tag as rule
import data.groundwire.lib.kubernetes_test as sample

_running(image) := sample.workload("Deployment", {"containers": [{"name": "app", "image": image}]})

test_floating_names if {
	[finding] := [f | some f in rule.findings] with input as _running("web:latest")
	finding.message == "`web/app` runs `web:latest`: the next restart may bring another version, and a rollback leads nowhere."
	finding.severity == "medium"
	[untagged] := [f | some f in rule.findings] with input as _running("registry.example:5000/web")
	contains(untagged.message, "without a tag")
}

test_fixed_names if {
	every image in ["web:1.4", "web:latest@sha256:00", "web@sha256:00", "web:$(TAG)", "ko://example/cmd", ""] {
		count(rule.findings) == 0 with input as _running(image)
	}
}

test_a_version_that_was_there_is_told_elsewhere if {
	count(rule.findings) == 0 with input as _running("web") with data.groundwire.before as _running("web:1.4")
	count(rule.findings) == 1 with input as _running("web") with data.groundwire.before as _running("web:latest")
}

test_local_clusters_and_proxies if {
	{f.severity | some f in rule.findings} == {"low"} with input as _running("localhost:5000/web")
	count(rule.findings) == 0 with input as sample.workload("Pod", {"containers": [{"name": "istio-proxy", "image": "auto"}]})
}
