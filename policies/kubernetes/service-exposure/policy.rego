# METADATA
# title: Service open to the internet
# description: >-
#   A load balancer without source ranges takes connections from everywhere; a node port is open on every node of
#   the cluster, past the ingress and what it checks.
# custom:
#   id: service-exposure
#   category: kubernetes/service-exposure
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Use ClusterIP behind an Ingress or Gateway; or name the clients in loadBalancerSourceRanges, or keep the load balancer internal.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/
#   - ref: https://github.com/kubernetes/kubernetes/issues/97076
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.service_exposure

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": ["spec", "type"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("The load balancer of `%s` takes connections to %s from everywhere: it has no source ranges and is not internal.", [k8s.workload_name(input), _ports]),
} if {
	_is_open(input)
}

findings contains {
	"at": ["spec", "type"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("`%s` opens %s on every node of the cluster (`NodePort`), past the ingress and what it checks.", [k8s.workload_name(input), _ports]),
} if {
	_is_service(input)
	input.spec.type == "NodePort"
}

findings contains {
	"at": ["spec", "externalIPs", 0],
	"subject": sprintf("%s/externalIPs", [k8s.subject(input, "")]),
	"message": sprintf("`%s` takes over the traffic to %s inside the cluster (`externalIPs`): whoever may write Services reads what others send there.", [k8s.workload_name(input), concat(", ", [sprintf("`%s`", [address]) | some address in input.spec.externalIPs])]),
} if {
	_is_service(input)
	count(input.spec.externalIPs) > 0
}

findings contains {
	"at": ["spec", "externalName"],
	"subject": sprintf("%s/externalName", [k8s.subject(input, "")]),
	"message": sprintf("`%s` is only another name for `%s`: pods and ingresses that trust the Service send their requests there, past network policies for the Service's pods.", [k8s.workload_name(input), input.spec.externalName]),
	"severity": "low",
	"confidence": "low",
} if {
	_is_service(input)
	input.spec.type == "ExternalName"
	is_string(input.spec.externalName)
}

_ports := concat(", ", [sprintf("port %d", [port.port]) | some port in input.spec.ports; is_number(port.port)]) if {
	some port in input.spec.ports
	is_number(port.port)
} else := "its ports"

# Annotations by which clouds keep a load balancer inside their network.
_is_internal(service) if {
	some key, values in {
		"service.beta.kubernetes.io/aws-load-balancer-internal": {"true", "0.0.0.0/0"},
		"service.beta.kubernetes.io/aws-load-balancer-scheme": {"internal"},
		"service.beta.kubernetes.io/azure-load-balancer-internal": {"true"},
		"networking.gke.io/load-balancer-type": {"Internal", "internal"},
		"cloud.google.com/load-balancer-type": {"Internal", "internal"},
		"service.beta.kubernetes.io/oci-load-balancer-internal": {"true"},
		"service.beta.kubernetes.io/openstack-internal-load-balancer": {"true"},
		"service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": {"intranet"},
	}
	service.metadata.annotations[key] in values
}

_is_internal(service) if service.spec.loadBalancerClass == "tailscale"

_is_limited(service) if {
	count(service.spec.loadBalancerSourceRanges) > 0
	every range in service.spec.loadBalancerSourceRanges {
		not range in {"0.0.0.0/0", "::/0"}
	}
}

_is_limited(service) if service.metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]

_is_service(service) if {
	service.kind == "Service"
	service.apiVersion == "v1"
}

_is_open(service) if {
	_is_service(service)
	service.spec.type == "LoadBalancer"
	not _is_internal(service)
	not _is_limited(service)
}
