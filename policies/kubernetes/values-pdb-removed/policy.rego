# METADATA
# title: The disruption budget in the values of a chart is turned off
# description: >-
#   A drain of nodes takes all pods at once.
# custom:
#   id: values-pdb-removed
#   category: kubernetes/missing-pdb
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Turn it on again.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_pdb_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "pdb"
	message := sprintf("`%s` is turned off: draining nodes may take all pods at the same time.", [values.dotted(loss.path)])
}
