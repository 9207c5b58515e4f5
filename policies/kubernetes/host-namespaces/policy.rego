# METADATA
# title: Pod in a namespace of its node
# description: >-
#   A pod in the node's own process, IPC or network namespace sees and reaches what runs there: other pods'
#   processes and their environment, their shared memory, and every service that listens on the node's loopback.
# custom:
#   id: host-namespaces
#   category: kubernetes/host-namespaces
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Remove hostPID, hostIPC and hostNetwork; publish ports through a Service.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#   - ref: https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.host_namespaces

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(k8s.pod_path(input), [field]),
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), field]),
	"message": sprintf("`%s` %s%s.", [k8s.workload_name(input), effect.text, _reason]),
	"severity": _severity(effect.severity),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	some field, effect in _effects
	k8s.pod_spec(input)[field] == true
}

_effects := {
	"hostPID": {"text": "sees all processes of its node (`hostPID`), and as root reads their memory and environment", "severity": "high"},
	"hostIPC": {"text": "shares the memory segments of its node's processes (`hostIPC`)", "severity": "medium"},
	"hostNetwork": {"text": "uses the network of its node (`hostNetwork`): it reaches what listens on the node's loopback, and no NetworkPolicy holds for it", "severity": "medium"},
}

_severity(usual) := "low" if {
	k8s.is_node_agent(input)
} else := usual

default _reason := ""

_reason := "; an agent of the node may need that" if k8s.is_node_agent(input)
