# METADATA
# title: Ingress for every host
# description: >-
#   A rule without a host, or with a star, takes requests for names that were meant for others: the next team's new
#   host lands here, with its cookies and tokens.
# custom:
#   id: ingress-wildcard
#   category: kubernetes/ingress-wildcard
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the host.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.ingress_wildcard

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": ["spec", "rules", index, "host"],
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), _name(rule)]),
	"message": sprintf("Ingress `%s` takes %s: requests for hosts that others add later land here too.", [k8s.workload_name(input), _what(rule)]),
} if {
	_is_ingress
	some index, rule in input.spec.rules
	is_object(rule)
	_takes_any(object.get(rule, "host", ""))
}

findings contains {
	"at": ["spec", "defaultBackend"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("Ingress `%s` has no rule, only a backend for everything: requests for hosts that others add later land here too.", [k8s.workload_name(input)]),
	"confidence": "low",
} if {
	_is_ingress
	input.spec.defaultBackend
	count(object.get(input.spec, "rules", [])) == 0
}

_is_ingress if {
	input.kind == "Ingress"
	split(input.apiVersion, "/")[0] in {"networking.k8s.io", "extensions"}
}

_takes_any(null)

_takes_any("")

_takes_any(host) if contains(host, "*")

_name(rule) := rule.host if {
	is_string(rule.host)
} else := "*"

_what(rule) := sprintf("every host under `%s`", [rule.host]) if {
	contains(rule.host, "*")
} else := "every host (the rule names none)"
