package groundwire.kubernetes.run_as_root_test

import data.groundwire.kubernetes.run_as_root as rule
import data.groundwire.lib.kubernetes_test as sample

test_uid_0 if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"runAsUser": 0})
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "runAsUser"]
	finding.severity == "medium"
	count(rule.findings) == 0 with input as sample.hardened({"runAsUser": 1000, "runAsNonRoot": false})
}

test_the_user_of_the_pod if {
	pod := sample.workload("Deployment", {"securityContext": {"runAsUser": 0}, "containers": [sample.container]})
	[finding] := [f | some f in rule.findings] with input as pod
	finding.at == ["spec", "template", "spec", "securityContext", "runAsUser"]
}

test_explicitly_left_to_the_image if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"runAsNonRoot": false})
	contains(finding.message, "may run as root")
}

test_init_containers_and_agents_weigh_less if {
	root := object.union(sample.container, {"securityContext": {"runAsUser": 0}})
	{f.severity | some f in rule.findings} == {"low"} with input as sample.workload("Deployment", {"initContainers": [root]})
	{f.severity | some f in rule.findings} == {"low"} with input as sample.agent({"containers": [root]})
}

test_taken_away if {
	before := sample.hardened({"runAsNonRoot": true})
	[finding] := [f | some f in rule.findings] with input as sample.bare with data.groundwire.before as before
	contains(finding.message, "again")
	[turned] := [f | some f in rule.findings] with input as sample.hardened({"runAsUser": 0}) with data.groundwire.before as before
	turned.at == ["spec", "template", "spec", "containers", 0, "securityContext", "runAsUser"]
}

test_another_user_is_no_loss if {
	count(rule.findings) == 0 with input as sample.hardened({"runAsUser": 1000}) with data.groundwire.before as sample.hardened({"runAsNonRoot": true})
	count(rule.findings) == 0 with input as sample.bare
}

test_only_the_number_is_left if {
	before := sample.hardened({"runAsUser": 1000, "runAsNonRoot": true})
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"runAsUser": 1000}) with data.groundwire.before as before
	finding.severity == "low"
	contains(finding.message, "`runAsUser: 1000`")
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
}
