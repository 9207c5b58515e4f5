# METADATA
# title: TLS of an ingress removed
# description: >-
#   The host was served with TLS and is served readable once the change is applied: sessions of users who are logged
#   in travel open, and links that say https fail.
# custom:
#   id: ingress-tls-removed
#   category: kubernetes/ingress-tls
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the tls entry back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.ingress_tls_removed

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": ["spec", "tls"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("The `tls` entry of %s `%s` is gone: %s is served readable, and sessions that were safe travel open.", [input.kind, k8s.workload_name(input), _hosts]),
} if {
	input.kind in {"Ingress", "Route"}
	is_object(input.spec)
	count(data.groundwire.before.spec.tls) > 0
	count(_or_empty(object.get(input.spec, "tls", null))) == 0
}

_or_empty(value) := value if value != null

_or_empty(null) := []

_hosts := concat(", ", sort({sprintf("`%s`", [host]) | some entry in data.groundwire.before.spec.tls; some host in entry.hosts})) if {
	some entry in data.groundwire.before.spec.tls
	count(entry.hosts) > 0
} else := "its host"
