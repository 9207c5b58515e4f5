package groundwire.kubernetes.privilege_escalation_test

import data.groundwire.kubernetes.privilege_escalation as rule
import data.groundwire.lib.kubernetes_test as sample

test_explicitly_allowed if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"allowPrivilegeEscalation": true})
	finding.message == "`web/app` allows privilege escalation: a setuid program in its image makes the process root, whatever user it starts as."
}

test_taken_away if {
	before := sample.hardened({"allowPrivilegeEscalation": false})
	[finding] := [f | some f in rule.findings] with input as sample.bare with data.groundwire.before as before
	contains(finding.message, "is gone")
	[turned] := [f | some f in rule.findings] with input as sample.hardened({"allowPrivilegeEscalation": true}) with data.groundwire.before as before
	contains(turned.message, "is gone")
}

test_never_said if count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.bare
