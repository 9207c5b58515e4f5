package groundwire.kubernetes.rbac_escalation_test

import data.groundwire.kubernetes.rbac_escalation as rule

_role(kind, groups, resources, verbs) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": {"name": "ops"}, "rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]}

test_each_way if {
	every way in [
		[["rbac.authorization.k8s.io"], ["clusterroles"], ["get", "escalate"]],
		[["rbac.authorization.k8s.io", ""], ["rolebindings", "roles"], ["*"]],
		[["*"], ["clusterroles"], ["bind"]],
		[[""], ["users"], ["impersonate"]],
		[["certificates.k8s.io"], ["certificatesigningrequests/approval"], ["update"]],
		[[""], ["serviceaccounts/token"], ["create"]],
		[[""], ["nodes/*"], ["get"]],
		[["admissionregistration.k8s.io"], ["mutatingwebhookconfigurations"], ["patch"]],
	] {
		count(rule.findings) > 0 with input as _role("ClusterRole", way[0], way[1], way[2])
	}
}

test_message_and_place if {
	[finding] := [f | some f in rule.findings] with input as _role("ClusterRole", ["rbac.authorization.k8s.io"], ["clusterroles"], ["get", "escalate"])
	finding.at == ["rules", 0, "verbs", 1]
	finding.severity == "high"
	finding.message == "ClusterRole `ops` may use `escalate` on `clusterroles`: it can write roles with rights that it has not, and so have them all."
	{f.severity | some f in rule.findings} == {"medium"} with input as _role("Role", ["rbac.authorization.k8s.io"], ["roles"], ["escalate"])
}

test_harmless_ones if {
	count(rule.findings) == 0 with input as _role("ClusterRole", ["rbac.authorization.k8s.io"], ["clusterroles"], ["get", "create", "delete", "list"])
	count(rule.findings) == 0 with input as _role("ClusterRole", ["*"], ["*"], ["*"])
	named := object.union(_role("ClusterRole", [], [], []), {"rules": [{"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["bind"], "resourceNames": ["view"]}]})
	count(rule.findings) == 0 with input as named
}

test_widened if {
	before := _role("ClusterRole", ["rbac.authorization.k8s.io"], ["clusterroles"], ["get"])
	[finding] := [f | some f in rule.findings] with input as _role("ClusterRole", ["rbac.authorization.k8s.io"], ["clusterroles"], ["get", "bind"]) with data.groundwire.before as before
	contains(finding.message, "may now use `bind`")
}
