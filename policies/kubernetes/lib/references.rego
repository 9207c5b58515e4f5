package groundwire.lib.kubernetes

# What objects of a workspace name by name, and whether it is there.

# References by name, each with its place, of the workspace as it is.
references := array.concat(array.concat(_pod_references, _ingress_references), _claimed_services)

_pod_references := [object.union(reference, {"from": workload}) |
	some workload in workspace_workloads
	some reference in _pod_reference(workload.object)
	is_string(reference.name)
	reference.name != ""
]

_pod_reference(workload) := (_of_volumes(workload) | _of_environment(workload)) | _of_account(workload)

_of_account(workload) := {{"kind": "ServiceAccount", "name": name, "at": array.concat(pod_spec_path(workload), ["serviceAccountName"]), "optional": name == "default"} |
	name := pod_spec(workload).serviceAccountName
}

_of_volumes(workload) := {{"kind": source.kind, "name": volume[source.field][source.key], "at": at, "optional": object.get(volume[source.field], "optional", false)} |
	some index, volume in pod_spec(workload).volumes
	some source in [
		{"field": "configMap", "key": "name", "kind": "ConfigMap"},
		{"field": "secret", "key": "secretName", "kind": "Secret"},
		{"field": "persistentVolumeClaim", "key": "claimName", "kind": "PersistentVolumeClaim"},
	]
	is_object(volume[source.field])
	at := array.concat(pod_spec_path(workload), ["volumes", index, source.field, source.key])
} | {{"kind": source.kind, "name": projected[source.field].name, "at": at, "optional": object.get(projected[source.field], "optional", false)} |
	some index, volume in pod_spec(workload).volumes
	some number, projected in volume.projected.sources
	some source in [{"field": "configMap", "kind": "ConfigMap"}, {"field": "secret", "kind": "Secret"}]
	at := array.concat(pod_spec_path(workload), ["volumes", index, "projected", "sources", number, source.field, "name"])
}

_of_environment(workload) := {{"kind": source.kind, "name": from[source.field].name, "at": at, "optional": object.get(from[source.field], "optional", false)} |
	some found in containers(workload)
	some index, from in found.container.envFrom
	some source in [{"field": "configMapRef", "kind": "ConfigMap"}, {"field": "secretRef", "kind": "Secret"}]
	at := array.concat(found.path, ["envFrom", index, source.field, "name"])
} | {{"kind": source.kind, "name": variable.valueFrom[source.field].name, "at": at, "optional": object.get(variable.valueFrom[source.field], "optional", false)} |
	some found in containers(workload)
	some index, variable in found.container.env
	some source in [{"field": "configMapKeyRef", "kind": "ConfigMap"}, {"field": "secretKeyRef", "kind": "Secret"}]
	at := array.concat(found.path, ["env", index, "valueFrom", source.field, "name"])
}

# Backends of an Ingress, as they are written now and as they were before networking.k8s.io/v1.
ingress_backends := [object.union(backend, {"from": ingress}) |
	some ingress in workspace_objects
	ingress.kind == "Ingress"
	ingress.group in {"networking.k8s.io", "extensions"}
	some backend in _backends(ingress.object)
]

_backends(ingress) := {{"at": at, "backend": backend} |
	some index, rule in ingress.spec.rules
	some number, path in rule.http.paths
	backend := path.backend
	at := ["spec", "rules", index, "http", "paths", number, "backend"]
} | {{"at": ["spec", field], "backend": backend} |
	some field in ["defaultBackend", "backend"]
	backend := ingress.spec[field]
}

_ingress_references := [{"kind": "Service", "name": name, "at": array.concat(backend.at, at), "from": backend.from, "optional": false} |
	some backend in ingress_backends
	some at in [["service", "name"], ["serviceName"]]
	name := object.get(backend.backend, at, null)
	is_string(name)
]

# A StatefulSet names the Service that gives its pods their names.
_claimed_services := [{"kind": "Service", "name": workload.object.spec.serviceName, "at": ["spec", "serviceName"], "from": workload, "optional": false} |
	some workload in workspace_workloads
	workload.kind == "StatefulSet"
	is_string(workload.object.spec.serviceName)
	workload.object.spec.serviceName != ""
]

# The object is there, now or at base.
is_defined(reference) if _is_among(workspace_names, reference)

was_defined(reference) if _is_among(former_names, reference)

_is_among(names, reference) if {
	some namespace in object.get(names, [reference.kind, reference.name], set())
	same_namespace({"namespace": namespace}, reference.from)
}

# Objects of its kind that could be meant: of the same namespace, or of none.
others_defined(reference) := {name |
	some name, namespaces in object.get(workspace_names, reference.kind, {})
	some namespace in namespaces
	same_namespace({"namespace": namespace}, reference.from)
}

# By kind and name: the namespaces in which an object of that name is defined.
workspace_names[kind][name] contains entry.namespace if {
	some entry in workspace_objects
	some kind in _named_kinds
	some name in _defines(kind, entry)
}

former_names[kind][name] contains entry.namespace if {
	some entry in former_objects
	some kind in _named_kinds
	some name in _defines(kind, entry)
}

_named_kinds := ["ConfigMap", "Secret", "ServiceAccount", "PersistentVolumeClaim", "Service"]

_defines(kind, entry) := {entry.name} if {
	entry.kind == kind
	entry.group in {"", "serving.knative.dev"}
} else := {entry.name, object.get(entry.object, ["spec", "target", "name"], entry.name)} if {
	kind in {"Secret", "ConfigMap"}
	entry.kind in {"SealedSecret", "ExternalSecret", "ClusterExternalSecret", "SecretProviderClass", "VaultStaticSecret", "VaultDynamicSecret", "OnePasswordItem", "InfisicalSecret", "Bundle"}
} else := {entry.object.spec.secretName} if {
	kind == "Secret"
	entry.kind == "Certificate"
} else := set()

# Tools of the workspace make objects of the kind under names that do not stand in it.
may_be_generated(kind) if {
	some entry in workspace_objects
	entry.kind in {"Kustomization", "Component"}
	some field in _generators[kind]
	entry.object[field]
}

may_be_generated(kind) if {
	kind == "Secret"
	some entry in workspace_objects
	entry.kind in {"ExternalSecret", "ClusterExternalSecret", "SecretProviderClass", "VaultStaticSecret", "VaultDynamicSecret", "Certificate", "Issuer", "ClusterIssuer", "OnePasswordItem", "InfisicalSecret", "SealedSecret"}
}

_generators := {
	"ConfigMap": ["configMapGenerator", "namePrefix", "nameSuffix", "components", "helmCharts"],
	"Secret": ["secretGenerator", "namePrefix", "nameSuffix", "components", "helmCharts"],
	"ServiceAccount": ["namePrefix", "nameSuffix", "components", "helmCharts"],
	"Service": ["namePrefix", "nameSuffix", "components", "helmCharts"],
	"PersistentVolumeClaim": ["namePrefix", "nameSuffix", "components", "helmCharts"],
}
