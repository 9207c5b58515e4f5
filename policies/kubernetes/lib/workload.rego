# METADATA
# description: Where a Kubernetes object keeps its containers, and what they are for.
package groundwire.lib.kubernetes

# Path to the pod template (or to the pod itself) by kind.
_template_paths := {
	"Pod": [],
	"PodTemplate": ["template"],
	"Deployment": ["spec", "template"],
	"StatefulSet": ["spec", "template"],
	"DaemonSet": ["spec", "template"],
	"ReplicaSet": ["spec", "template"],
	"ReplicationController": ["spec", "template"],
	"DeploymentConfig": ["spec", "template"],
	"Rollout": ["spec", "template"],
	"Job": ["spec", "template"],
	"CronJob": ["spec", "jobTemplate", "spec", "template"],
}

# Kinds whose pods serve until they are told to stop.
_serving := {
	"Pod",
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet",
	"ReplicationController",
	"DeploymentConfig",
	"Rollout",
}

# The mesh puts these in, or has them stand for what it puts in, and probes them itself.
_proxies := {"istio-proxy", "linkerd-proxy"}

_template_path(workload) := _template_paths[workload.kind]

# A Knative Service is a workload; a core one is not.
_template_path(workload) := ["spec", "template"] if {
	workload.kind == "Service"
	startswith(workload.apiVersion, "serving.knative.dev/")
}

# The pod spec of a workload; undefined for anything else.
pod_spec(workload) := spec if {
	spec := object.get(workload, array.concat(_template_path(workload), ["spec"]), null)
	is_object(spec)
}

# Every container with its path and role: `main`, `init`, `sidecar` (an init container that stays), `ephemeral`.
containers(workload) := {found |
	spec := pod_spec(workload)
	some field in ["containers", "initContainers", "ephemeralContainers"]
	some index, container in spec[field]
	is_object(container)
	found := {
		"container": container,
		"name": _container_name(container, index),
		"path": array.concat(_template_path(workload), ["spec", field, index]),
		"role": _role(field, container),
	}
}

_container_name(container, _) := container.name if is_string(container.name)

_container_name(container, index) := sprintf("#%d", [index]) if not is_string(object.get(container, "name", null))

_role("containers", _) := "main"

_role("ephemeralContainers", _) := "ephemeral"

_role("initContainers", container) := "sidecar" if container.restartPolicy == "Always"

_role("initContainers", container) := "init" if object.get(container, "restartPolicy", "") != "Always"

# A container without an image is a patch over one that stands elsewhere: what it does not say is no omission.
is_whole(container) if {
	is_string(container.image)
	container.image != ""
}

is_proxy(name) if name in _proxies

# Pods that serve: no Jobs, and no pod that runs to its end.
is_serving(workload) if {
	workload.kind in _serving
	not _runs_to_its_end(workload)
}

_runs_to_its_end(workload) if pod_spec(workload).restartPolicy in {"Never", "OnFailure"}

# `web`, or `web-` where the cluster makes up the rest.
workload_name(workload) := name if {
	name := workload.metadata.name
	is_string(name)
} else := name if {
	name := workload.metadata.generateName
	is_string(name)
} else := "?"

# What a finding is about: `Deployment/shop/web/app`.
subject(workload, container_name) := concat("/", parts) if {
	parts := [part |
		some part in [workload.kind, object.get(workload, ["metadata", "namespace"], ""), workload_name(workload), container_name]
		is_string(part)
		part != ""
	]
}

# The container of the same name in another version of the object; undefined where there is none.
same_container(before, name) := container if {
	some found in containers(before)
	found.name == name
	container := found.container
}

# TCP ports the container declares.
tcp_ports(container) := [port |
	some port in container.ports
	is_number(port.containerPort)
	object.get(port, "protocol", "TCP") == "TCP"
]
