package groundwire.kubernetes.sa_token_mounted_again_test

import data.groundwire.kubernetes.sa_token_mounted_again as rule
import data.groundwire.lib.kubernetes_test as sample

_pod(parts) := sample.workload("Deployment", object.union({"containers": [sample.container]}, parts))

_account(parts) := object.union({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "web"}}, parts)

test_taken_away if {
	before := _pod({"automountServiceAccountToken": false})
	[finding] := [f | some f in rule.findings] with input as sample.bare with data.groundwire.before as before
	finding.at == ["spec", "template", "spec", "automountServiceAccountToken"]
	count(rule.findings) == 1 with input as _pod({"automountServiceAccountToken": true}) with data.groundwire.before as before
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
}

test_of_an_account if {
	[finding] := [f | some f in rule.findings] with input as _account({}) with data.groundwire.before as _account({"automountServiceAccountToken": false})
	finding.at == ["automountServiceAccountToken"]
}

test_never_there if {
	count(rule.findings) == 0 with input as sample.bare
	count(rule.findings) == 0 with input as sample.bare with data.groundwire.before as sample.bare
}
