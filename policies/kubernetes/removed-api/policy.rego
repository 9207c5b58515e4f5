# METADATA
# title: An API version that clusters no longer serve
# description: >-
#   A cluster of the named release or later refuses the object: the rollout fails on the day of the upgrade, or today.
# custom:
#   id: removed-api
#   category: kubernetes/deprecated-api
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Write the apiVersion that is served now, with the fields as it names them.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/using-api/deprecation-guide/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.removed_api

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	found := _removed[input.apiVersion][input.kind]
	finding := object.union(
		{
			"at": ["apiVersion"],
			"subject": k8s.subject(input, ""),
			"message": sprintf("Kubernetes %s and later do not know `%s` `%s`: they refuse `%s`. %s", [found.since, input.apiVersion, input.kind, k8s.workload_name(input), _instead(found)]),
		},
		_fix(found),
	)
}

_instead(found) := sprintf("It is `%s` now.", [found.now]) if found.now

_instead(found) := found.gone if not found.now

_fix(found) := {"fix": {"name": "set-field", "params": {"value": found.now}}} if {
	found.now
	_only_the_name_changed
} else := {}

_by_release := {
	"1.16": {
		"extensions/v1beta1": {
			"NetworkPolicy": "networking.k8s.io/v1",
			"DaemonSet": "apps/v1",
			"Deployment": "apps/v1",
			"ReplicaSet": "apps/v1",
		},
		"apps/v1beta1": {"Deployment": "apps/v1", "StatefulSet": "apps/v1", "ReplicaSet": "apps/v1"},
		"apps/v1beta2": {"DaemonSet": "apps/v1", "Deployment": "apps/v1", "StatefulSet": "apps/v1", "ReplicaSet": "apps/v1"},
	},
	"1.22": {
		"admissionregistration.k8s.io/v1beta1": {
			"MutatingWebhookConfiguration": "admissionregistration.k8s.io/v1",
			"ValidatingWebhookConfiguration": "admissionregistration.k8s.io/v1",
		},
		"apiextensions.k8s.io/v1beta1": {"CustomResourceDefinition": "apiextensions.k8s.io/v1"},
		"apiregistration.k8s.io/v1beta1": {"APIService": "apiregistration.k8s.io/v1"},
		"authentication.k8s.io/v1beta1": {"TokenReview": "authentication.k8s.io/v1"},
		"certificates.k8s.io/v1beta1": {"CertificateSigningRequest": "certificates.k8s.io/v1"},
		"coordination.k8s.io/v1beta1": {"Lease": "coordination.k8s.io/v1"},
		"extensions/v1beta1": {"Ingress": "networking.k8s.io/v1"},
		"networking.k8s.io/v1beta1": {"Ingress": "networking.k8s.io/v1", "IngressClass": "networking.k8s.io/v1"},
		"rbac.authorization.k8s.io/v1beta1": {
			"ClusterRole": "rbac.authorization.k8s.io/v1",
			"ClusterRoleBinding": "rbac.authorization.k8s.io/v1",
			"Role": "rbac.authorization.k8s.io/v1",
			"RoleBinding": "rbac.authorization.k8s.io/v1",
		},
		"scheduling.k8s.io/v1beta1": {"PriorityClass": "scheduling.k8s.io/v1"},
		"storage.k8s.io/v1beta1": {
			"CSIDriver": "storage.k8s.io/v1",
			"CSINode": "storage.k8s.io/v1",
			"StorageClass": "storage.k8s.io/v1",
			"VolumeAttachment": "storage.k8s.io/v1",
		},
	},
	"1.25": {
		"batch/v1beta1": {"CronJob": "batch/v1"},
		"discovery.k8s.io/v1beta1": {"EndpointSlice": "discovery.k8s.io/v1"},
		"events.k8s.io/v1beta1": {"Event": "events.k8s.io/v1"},
		"autoscaling/v2beta1": {"HorizontalPodAutoscaler": "autoscaling/v2"},
		"policy/v1beta1": {"PodDisruptionBudget": "policy/v1"},
		"node.k8s.io/v1beta1": {"RuntimeClass": "node.k8s.io/v1"},
	},
	"1.26": {
		"flowcontrol.apiserver.k8s.io/v1beta1": {"FlowSchema": "flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration": "flowcontrol.apiserver.k8s.io/v1"},
		"autoscaling/v2beta2": {"HorizontalPodAutoscaler": "autoscaling/v2"},
	},
	"1.27": {"storage.k8s.io/v1beta1": {"CSIStorageCapacity": "storage.k8s.io/v1"}},
	"1.29": {"flowcontrol.apiserver.k8s.io/v1beta2": {"FlowSchema": "flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration": "flowcontrol.apiserver.k8s.io/v1"}},
	"1.32": {"flowcontrol.apiserver.k8s.io/v1beta3": {"FlowSchema": "flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration": "flowcontrol.apiserver.k8s.io/v1"}},
}

# What has no successor of its kind.
_without_successor := {
	"extensions/v1beta1": {"PodSecurityPolicy": {"since": "1.16", "gone": "Pod Security Admission takes its place."}},
	"policy/v1beta1": {"PodSecurityPolicy": {"since": "1.25", "gone": "Pod Security Admission takes its place."}},
	"settings.k8s.io/v1alpha1": {"PodPreset": {"since": "1.20", "gone": "Nothing takes its place."}},
}

_removed[version][kind] := {"since": since, "now": now} if {
	some since, versions in _by_release
	some version, kinds in versions
	some kind, now in kinds
}

_removed[version][kind] := found if {
	some version, kinds in _without_successor
	some kind, found in kinds
}

_renamed_only := {
	"NetworkPolicy", "Lease", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "PriorityClass", "StorageClass", "VolumeAttachment", "CronJob",
	"CSIDriver", "CSIStorageCapacity",
}

_only_the_name_changed if input.kind in _renamed_only

# The selector was made up from the labels where it was not written.
_only_the_name_changed if {
	input.kind in {"Deployment", "DaemonSet", "StatefulSet", "ReplicaSet"}
	count(input.spec.selector.matchLabels) > 0
}

# An empty selector chose nothing, and chooses everything now.
_only_the_name_changed if {
	input.kind == "PodDisruptionBudget"
	count(input.spec.selector.matchLabels) > 0
}

_only_the_name_changed if input.apiVersion == "autoscaling/v2beta2"
