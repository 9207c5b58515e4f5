package groundwire.kubernetes.capabilities_test

import data.groundwire.kubernetes.capabilities as rule
import data.groundwire.lib.kubernetes_test as sample

test_dangerous_ones_by_any_spelling if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE", "CAP_SYS_ADMIN"]}})
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "capabilities", "add", 1]
	finding.message == "`web/app` has `SYS_ADMIN`: it can mount the node's disk and leave its container."
	finding.severity == "high"
	{f.severity | some f in rule.findings} == {"medium"} with input as sample.hardened({"capabilities": {"add": ["net_admin"]}})
}

test_new_ones if {
	before := sample.hardened({"capabilities": {"add": ["SYS_TIME"]}})
	head := sample.hardened({"capabilities": {"add": ["SYS_TIME", "SYS_BOOT"]}})
	messages := {f.message | some f in rule.findings} with input as head with data.groundwire.before as before
	messages == {"`web/app` has `SYS_TIME`: it can set its node's clock.", "`web/app` now has `SYS_BOOT`: it can restart its node."}
}

_agent_that_adds(capability) := sample.agent({"containers": [object.union(sample.container, {"securityContext": {"capabilities": {"add": [capability]}}})]})

test_agents_weigh_less if {
	{f.severity | some f in rule.findings} == {"medium"} with input as _agent_that_adds("SYS_ADMIN")
	{f.severity | some f in rule.findings} == {"low"} with input as _agent_that_adds("NET_ADMIN")
}

test_drop_taken_away if {
	before := sample.hardened({"capabilities": {"drop": ["ALL"]}})
	[finding] := [f | some f in rule.findings] with input as sample.bare with data.groundwire.before as before
	contains(finding.message, "is gone")
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
	count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.bare
}
