# METADATA
# title: Service opened by a change
# description: >-
#   What was reachable from inside, or from a few networks, is reachable from everywhere once the change is applied.
# custom:
#   id: service-opened
#   category: kubernetes/service-exposure
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the source ranges or the internal annotation back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.service_opened

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": _place,
	"subject": k8s.subject(input, ""),
	"message": sprintf("The load balancer of `%s` takes connections from everywhere now; before, %s.", [k8s.workload_name(input), _former]),
} if {
	_is_open(input)
	_is_service(data.groundwire.before)
	_former
}

_former := sprintf("it took them from %s", [concat(", ", [sprintf("`%s`", [range]) | some range in data.groundwire.before.spec.loadBalancerSourceRanges])]) if {
	data.groundwire.before.spec.type == "LoadBalancer"
	_is_limited(data.groundwire.before)
	count(object.get(data.groundwire.before.spec, "loadBalancerSourceRanges", [])) > 0
} else := "an annotation limited it to some" if {
	data.groundwire.before.spec.type == "LoadBalancer"
	_is_limited(data.groundwire.before)
} else := "it was internal to the cloud's network" if {
	data.groundwire.before.spec.type == "LoadBalancer"
	_is_internal(data.groundwire.before)
} else := "the Service could be reached inside the cluster only" if {
	object.get(data.groundwire.before.spec, "type", "ClusterIP") == "ClusterIP"
}

_place := ["spec", "loadBalancerSourceRanges"] if {
	input.spec.loadBalancerSourceRanges
} else := ["spec", "type"]

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
