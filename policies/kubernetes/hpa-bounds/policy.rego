# METADATA
# title: An autoscaler that cannot scale
# description: >-
#   With the minimum above the maximum the API server refuses it; with both equal it never adds a pod, whatever the
#   load.
# custom:
#   id: hpa-bounds
#   category: kubernetes/hpa
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set maxReplicas to the most pods that the load may need, above minReplicas.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.hpa_bounds

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some fields in _fields
	least := object.get(input.spec, fields.least, 1)
	most := input.spec[fields.most]
	is_number(least)
	is_number(most)
	least >= most
	finding := object.union(
		{"at": ["spec", fields.most], "subject": k8s.subject(input, "")},
		_remark(least, most),
	)
}

_fields := [{"least": "minReplicas", "most": "maxReplicas"}] if {
	input.kind == "HorizontalPodAutoscaler"
} else := [{"least": "minReplicaCount", "most": "maxReplicaCount"}] if {
	input.kind == "ScaledObject"
	startswith(input.apiVersion, "keda.sh/")
}

_remark(least, most) := {"severity": "high", "message": message} if {
	least > most
	message := sprintf("The API server refuses the autoscaler `%s`: its minimum (%d) is above its maximum (%d).", [k8s.workload_name(input), least, most])
}

_remark(least, most) := {"severity": severity, "message": message} if {
	least == most
	severity := _severity_of_equal
	message := sprintf("The autoscaler `%s` never scales: its minimum and maximum are both %d%s.", [k8s.workload_name(input), most, _former])
}

_severity_of_equal := "high" if {
	_former != ""
} else := "medium"

default _former := ""

_former := sprintf(" (the maximum was %d)", [data.groundwire.before.spec.maxReplicas]) if {
	data.groundwire.before.spec.maxReplicas > input.spec.maxReplicas
}
