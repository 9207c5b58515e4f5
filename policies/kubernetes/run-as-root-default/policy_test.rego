package groundwire.kubernetes.run_as_root_default_test

import data.groundwire.kubernetes.run_as_root_default as rule
import data.groundwire.lib.kubernetes_test as sample

test_what_nobody_set if {
	[finding] := [f | some f in rule.findings] with input as sample.bare
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "runAsNonRoot"]
	finding.subject == "Deployment/web/app"
}

test_silent_where_it_is_set_or_told_elsewhere if {
	count(rule.findings) == 0 with input as sample.hardened({"runAsNonRoot": true})
	count(rule.findings) == 0 with input as sample.hardened({"runAsNonRoot": false})
	count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.hardened({"runAsNonRoot": true})
}

test_the_group_root if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"runAsUser": 1000, "runAsGroup": 0})
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "runAsGroup"]
}
