# METADATA
# title: Host served without TLS
# description: >-
#   Requests, cookies and passwords travel readable: whoever sits on the way reads and changes them, and a session
#   taken there is valid.
# custom:
#   id: ingress-tls
#   category: kubernetes/ingress-tls
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the host under tls with a Secret that holds its certificate.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.ingress_tls

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": ["spec", "tls"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("Ingress `%s` serves %s without TLS: requests and their cookies travel readable.", [k8s.workload_name(input), _hosts_text]),
} if {
	_is_ingress
	not _had_tls
	count(object.get(input.spec, "tls", [])) == 0
	not _ends_elsewhere
}

# Some hosts have a certificate, this one was forgotten.
findings contains {
	"at": ["spec", "rules", index, "host"],
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), rule.host]),
	"message": sprintf("`%s` is under no `tls` entry of Ingress `%s`: it is served readable, or with the certificate of another name.", [rule.host, k8s.workload_name(input)]),
} if {
	_is_ingress
	count(_covered) > 0
	some index, rule in input.spec.rules
	is_string(rule.host)
	not rule.host in _covered
	not _by_star(rule.host)
	not _ends_elsewhere
}

findings contains {
	"at": ["metadata", "annotations", key],
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), key]),
	"message": sprintf("Ingress `%s` goes on serving readable requests beside TLS (`%s: \"%s\"`).", [k8s.workload_name(input), key, value]),
	"confidence": "medium",
} if {
	_is_ingress
	some key, value in input.metadata.annotations
	[key, value] in {["kubernetes.io/ingress.allow-http", "true"], ["nginx.ingress.kubernetes.io/ssl-redirect", "false"]}
	count(object.get(input.spec, "tls", [])) > 0
}

findings contains {
	"at": ["spec", "tls"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("Route `%s` serves `%s` without TLS: requests and their cookies travel readable.", [k8s.workload_name(input), object.get(input.spec, "host", "its host")]),
} if {
	input.kind == "Route"
	startswith(input.apiVersion, "route.openshift.io/")
	object.get(input.spec, "tls", null) == null
}

findings contains {
	"at": ["spec", "listeners", 0, "protocol"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("Gateway `%s` listens for HTTP only: requests and their cookies travel readable.", [k8s.workload_name(input)]),
	"confidence": "low",
} if {
	input.kind == "Gateway"
	startswith(input.apiVersion, "gateway.networking.k8s.io/")
	count(input.spec.listeners) > 0
	every listener in input.spec.listeners {
		listener.protocol == "HTTP"
	}
}

_is_ingress if {
	input.kind == "Ingress"
	split(input.apiVersion, "/")[0] in {"networking.k8s.io", "extensions"}
	is_object(input.spec)
}

# The load balancer in front has the certificate.
_ends_elsewhere if {
	some key in ["alb.ingress.kubernetes.io/certificate-arn", "networking.gke.io/managed-certificates", "ingress.gcp.kubernetes.io/pre-shared-cert", "appgw.ingress.kubernetes.io/appgw-ssl-certificate"]
	input.metadata.annotations[key]
}

_ends_elsewhere if contains(input.metadata.annotations["alb.ingress.kubernetes.io/listen-ports"], "HTTPS")

_ends_elsewhere if input.spec.ingressClassName == "tailscale"

_covered contains host if {
	some entry in input.spec.tls
	some host in entry.hosts
}

_by_star(host) if {
	some pattern in _covered
	startswith(pattern, "*.")
	substring(host, indexof(host, "."), -1) == substring(pattern, 1, -1)
}

_hosts_text := concat(", ", sort({sprintf("`%s`", [rule.host]) | some rule in input.spec.rules; is_string(rule.host)})) if {
	some rule in input.spec.rules
	is_string(rule.host)
} else := "every host"

_had_tls if count(data.groundwire.before.spec.tls) > 0
