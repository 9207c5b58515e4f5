# METADATA
# title: Ingress that configures its proxy itself
# description: >-
#   A snippet is put into the configuration of the ingress controller as it stands. Whoever may write the Ingress
#   reads the controller's token with it, and so every Secret and certificate that the controller serves
#   (CVE-2021-25742).
# custom:
#   id: ingress-snippet
#   category: kubernetes/service-exposure
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Use the annotations and resources that the controller has for the purpose, and keep snippets off in it.
# related_resources:
#   - ref: https://github.com/kubernetes/ingress-nginx/issues/7837
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.ingress_snippet

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": ["metadata", "annotations", key],
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), key]),
	"message": sprintf("`%s` writes into the configuration of the ingress controller (`%s`): whoever may change this Ingress can read the controller's token, and every Secret that it reaches.", [k8s.workload_name(input), key]),
} if {
	input.kind == "Ingress"
	some key, value in input.metadata.annotations
	regex.match(`^nginx\.(ingress\.kubernetes\.io|org)/.*-snippets?$`, key)
	is_string(value)
	value != ""
}
