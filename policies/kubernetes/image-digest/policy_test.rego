package groundwire.kubernetes.image_digest_test

import data.groundwire.kubernetes.image_digest as rule
import data.groundwire.lib.kubernetes_test as sample

_running(image) := sample.workload("Deployment", {"containers": [{"name": "app", "image": image}]})

test_tags if {
	count(rule.findings) == 1 with input as _running("web:1.4")
	count(rule.findings) == 1 with input as _running("web")
}

test_digests_and_names_of_tools if {
	count(rule.findings) == 0 with input as _running("web:1.4@sha256:00")
	count(rule.findings) == 0 with input as _running("web:${TAG}")
	count(rule.findings) == 0 with input as _running("web:1.4") with data.groundwire.before as _running("web:1.4@sha256:00")
}
