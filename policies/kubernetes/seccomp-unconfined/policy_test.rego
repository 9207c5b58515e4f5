package groundwire.kubernetes.seccomp_unconfined_test

import data.groundwire.kubernetes.seccomp_unconfined as rule
import data.groundwire.lib.kubernetes_test as sample

test_unconfined if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"seccompProfile": {"type": "Unconfined"}})
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "seccompProfile", "type"]
	finding.severity == "medium"
	unconfined := object.union(sample.container, {"securityContext": {"seccompProfile": {"type": "Unconfined"}}})
	{f.severity | some f in rule.findings} == {"low"} with input as sample.agent({"containers": [unconfined]})
}

test_apparmor if {
	[finding] := [f | some f in rule.findings] with input as sample.hardened({"appArmorProfile": {"type": "Unconfined"}})
	finding.subject == "Deployment/web/app/apparmor"
	annotations := {"annotations": {"container.apparmor.security.beta.kubernetes.io/app": "unconfined"}}
	annotated := json.patch(sample.bare, [{"op": "add", "path": "/spec/template/metadata", "value": annotations}])
	[by_annotation] := [f | some f in rule.findings] with input as annotated
	by_annotation.at == ["spec", "template", "metadata", "annotations", "container.apparmor.security.beta.kubernetes.io/app"]
}

test_taken_away if {
	before := sample.hardened({"seccompProfile": {"type": "RuntimeDefault"}})
	[finding] := [f | some f in rule.findings] with input as sample.bare with data.groundwire.before as before
	contains(finding.message, "is gone")
}

test_never_said if count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.bare
