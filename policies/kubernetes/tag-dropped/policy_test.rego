package groundwire.kubernetes.tag_dropped_test

import data.groundwire.kubernetes.tag_dropped as rule
import data.groundwire.lib.kubernetes_test as sample

_running(image) := sample.workload("Deployment", {"containers": [{"name": "app", "image": image}]})

test_dropped if {
	[finding] := [f | some f in rule.findings] with input as _running("web") with data.groundwire.before as _running("web:1.4")
	finding.message == "`web/app` ran `web:1.4` and runs `web` now: every restart may bring another version, and there is nothing left to roll back to."
	count(rule.findings) == 1 with input as _running("web:latest") with data.groundwire.before as _running("web@sha256:00")
}

test_kept_or_never_there if {
	count(rule.findings) == 0 with input as _running("web:1.5") with data.groundwire.before as _running("web:1.4")
	count(rule.findings) == 0 with input as _running("web") with data.groundwire.before as _running("web:latest")
	count(rule.findings) == 0 with input as _running("web") with data.groundwire.before as _running("web:${TAG}")
	count(rule.findings) == 0 with input as _running("web")
}
