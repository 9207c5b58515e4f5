package groundwire.kubernetes.writable_rootfs_test

import data.groundwire.kubernetes.writable_rootfs as rule
import data.groundwire.lib.kubernetes_test as sample

test_what_nobody_set if {
	[finding] := [f | some f in rule.findings] with input as sample.bare
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "readOnlyRootFilesystem"]
	finding.subject == "Deployment/web/app"
}

test_silent_where_it_is_set_or_told_elsewhere if {
	count(rule.findings) == 0 with input as sample.hardened({"readOnlyRootFilesystem": true})
	count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.hardened({"readOnlyRootFilesystem": true})
}

test_said_in_a_part if {
	part := sample.workload("Deployment", {"containers": [{"name": "app", "securityContext": {"readOnlyRootFilesystem": false}}]})
	count(rule.findings) == 1 with input as part
}
