# METADATA
# title: The values of a chart go down to one replica
# description: >-
#   Every rollout, drain and crash is an outage.
# custom:
#   id: values-single-replica
#   category: kubernetes/single-replica
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Keep two replicas or more.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_single_replica

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "replicas"
	loss.now != null
	message := sprintf("`%s` goes from %v to %v: every drain of its node and every crash is an outage.", [values.dotted(loss.path), loss.was, loss.now])
}

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message, "severity": "medium", "confidence": "medium"} if {
	some loss in values.losses
	loss.what == "replicas"
	loss.now == null
	message := sprintf("`%s` is gone; it was %v. Most charts run one replica unless they are told otherwise, and every drain of its node is an outage then.", [values.dotted(loss.path), loss.was])
}
