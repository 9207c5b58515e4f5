package groundwire.kubernetes.host_namespaces_test

import data.groundwire.kubernetes.host_namespaces as rule
import data.groundwire.lib.kubernetes_test as sample

test_each_field if {
	pod := sample.workload("Deployment", {"hostPID": true, "hostIPC": true, "hostNetwork": true, "containers": []})
	found := {[f.subject, f.severity] | some f in rule.findings} with input as pod
	found == {["Deployment/web/hostPID", "high"], ["Deployment/web/hostIPC", "medium"], ["Deployment/web/hostNetwork", "medium"]}
}

test_off if count(rule.findings) == 0 with input as sample.workload("Deployment", {"hostPID": false, "containers": []})

test_agents_weigh_less if {
	[finding] := [f | some f in rule.findings] with input as sample.agent({"hostNetwork": true})
	finding.severity == "low"
	endswith(finding.message, "an agent of the node may need that.")
}
