package groundwire.kubernetes.capabilities_default_test

import data.groundwire.kubernetes.capabilities_default as rule
import data.groundwire.lib.kubernetes_test as sample

test_nothing_dropped if {
	[finding] := [f | some f in rule.findings] with input as sample.bare
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "capabilities", "drop"]
	count(rule.findings) == 1 with input as sample.hardened({"capabilities": {"drop": ["NET_RAW"]}})
	count(rule.findings) == 0 with input as sample.hardened({"capabilities": {"drop": ["all"]}})
	count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.hardened({"capabilities": {"drop": ["ALL"]}})
}

test_added if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE", "NET_RAW", "SYS_ADMIN"]}})
	finding.subject == "Deployment/web/app/NET_RAW"
}
