package groundwire.kubernetes.rootfs_made_writable_test

import data.groundwire.kubernetes.rootfs_made_writable as rule
import data.groundwire.lib.kubernetes_test as sample

test_taken_away if {
	before := sample.hardened({"readOnlyRootFilesystem": true})
	[finding] := [f | some f in rule.findings] with input as sample.bare with data.groundwire.before as before
	finding.subject == "Deployment/web/app"
	count([f | some f in rule.findings]) == 1 with input as sample.hardened({"readOnlyRootFilesystem": false}) with data.groundwire.before as before
}

test_never_there if {
	count(rule.findings) == 0 with input as sample.hardened({"readOnlyRootFilesystem": false})
	count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.bare
}
