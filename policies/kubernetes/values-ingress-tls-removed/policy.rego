# METADATA
# title: The values of a chart serve the ingress without TLS
# description: >-
#   Passwords and sessions go over the network as they are.
# custom:
#   id: values-ingress-tls-removed
#   category: kubernetes/ingress-tls
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Put `tls` back, or say in the values where the connection ends.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_ingress_tls_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "tls"
	message := sprintf("`%s` is gone: the ingress answers without a certificate for its hosts.", [values.dotted(loss.path)])
}
