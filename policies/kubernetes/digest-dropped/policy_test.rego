package groundwire.kubernetes.digest_dropped_test

import data.groundwire.kubernetes.digest_dropped as rule
import data.groundwire.lib.kubernetes_test as sample

_running(image) := sample.workload("Deployment", {"containers": [{"name": "app", "image": image}]})

test_dropped if {
	[finding] := [f | some f in rule.findings] with input as _running("web:1.5") with data.groundwire.before as _running("web:1.4@sha256:0123456789abcdef")
	finding.message == "`web/app` was pinned to `sha256:0123456789ab` and follows `web:1.5` now: whoever can push that name decides what the next pod runs."
}

test_kept_or_never_there if {
	count(rule.findings) == 0 with input as _running("web:1.5@sha256:01") with data.groundwire.before as _running("web:1.4@sha256:00")
	count(rule.findings) == 0 with input as _running("web:1.5") with data.groundwire.before as _running("web:1.4")
	count(rule.findings) == 0 with input as _running("web:1.5")
}
