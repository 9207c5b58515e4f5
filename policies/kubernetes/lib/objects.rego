package groundwire.lib.kubernetes

# The objects of a workspace, and which of them belong together. What stands in no namespace goes wherever it is applied,
# so it may meet an object of any.

# Every object with its number; the former ones are those of base.
workspace_objects := _objects(input)

default former_objects := []

former_objects := _objects(data.groundwire.before) if data.groundwire.before

_objects(workspace) := [entry |
	some number, held in workspace.documents
	object_ := held.document
	is_string(object_.kind)
	is_string(object_.apiVersion)
	entry := {
		"document": number,
		"path": held.path,
		"object": object_,
		"kind": object_.kind,
		"group": _group(object_.apiVersion),
		"namespace": _namespace(object_),
		"name": workload_name(object_),
	}
]

_group(version) := split(version, "/")[0] if contains(version, "/")

_group(version) := "" if not contains(version, "/")

default _namespace(_) := ""

_namespace(object_) := object_.metadata.namespace if is_string(object_.metadata.namespace)

same_namespace(one, other) if one.namespace == other.namespace

same_namespace(one, other) if "" in {one.namespace, other.namespace}

is_same_object(one, other) if {
	one.kind == other.kind
	one.name == other.name
	same_namespace(one, other)
}

workspace_services := _services(workspace_objects)

former_services := _services(former_objects)

# Services of the core: those of Knative are workloads.
_services(objects) := [entry | some entry in objects; entry.kind == "Service"; entry.group == ""]

workspace_workloads := _workloads(workspace_objects)

former_workloads := _workloads(former_objects)

_workloads(objects) := [object.union(entry, {"labels": pod_labels(entry.object)}) |
	some entry in objects
	_template_path(entry.object)
]

# The labels of the pods: of the template, else those that the workload itself selects.
pod_labels(workload) := labels if {
	labels := object.get(workload, array.concat(_template_path(workload), ["metadata", "labels"]), null)
	is_object(labels)
} else := labels if {
	object.get(workload, array.concat(_template_path(workload), ["spec"]), null) == null
	labels := workload.spec.selector.matchLabels
	is_object(labels)
} else := {}

# A label selector as it stands in budgets, network policies and workloads. An empty one selects everything.
label_selector_matches(selector, labels) if {
	is_object(selector)
	every key, value in _or_empty(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every expression in _or_empty(selector, "matchExpressions", []) {
		_expression_holds(expression, labels)
	}
}

_or_empty(selector, key, empty) := value if {
	value := object.get(selector, key, null)
	value != null
} else := empty

_expression_holds({"operator": "In", "key": key, "values": values}, labels) if labels[key] in values

_expression_holds({"operator": "NotIn", "key": key, "values": values}, labels) if not object.get(labels, key, null) in values

_expression_holds({"operator": "Exists", "key": key}, labels) if key in object.keys(labels)

_expression_holds({"operator": "DoesNotExist", "key": key}, labels) if not key in object.keys(labels)

# The selector of a Service: equal labels, all of them. Without one somebody else fills its endpoints.
service_selects(service, workload) if {
	same_namespace(service, workload)
	selector := service.object.spec.selector
	count(selector) > 0
	every key, value in selector {
		workload.labels[key] == value
	}
}

# What scales workloads: the smallest number of pods it goes down to, and the workload it speaks of.
workspace_scalers := _scalers(workspace_objects)

_scalers(objects) := array.concat(
	[object.union(entry, {"target": entry.object.spec.scaleTargetRef, "least": object.get(entry.object.spec, "minReplicas", 1), "field": "minReplicas"}) |
		some entry in objects
		entry.kind == "HorizontalPodAutoscaler"
	],
	[object.union(entry, {"target": object.union({"kind": "Deployment"}, entry.object.spec.scaleTargetRef), "least": object.get(entry.object.spec, "minReplicaCount", 0), "field": "minReplicaCount"}) |
		some entry in objects
		entry.kind == "ScaledObject"
		entry.group == "keda.sh"
	],
)

scales(scaler, workload) if {
	same_namespace(scaler, workload)
	scaler.target.kind == workload.kind
	scaler.target.name == workload.name
}

# Joined through indexes: a workspace may hold hundreds of objects.
scalers_of(workload) := [scaler |
	some number in object.get(_by_target, sprintf("%s/%s", [workload.kind, workload.name]), set())
	scaler := workspace_scalers[number]
	same_namespace(scaler, workload)
]

_by_target[target] contains number if {
	some number, scaler in workspace_scalers
	target := sprintf("%s/%s", [scaler.target.kind, scaler.target.name])
}

# Numbers of the documents whose scalers have their workload here.
scaling contains scaler.document if {
	some workload in workspace_workloads
	some scaler in scalers_of(workload)
}

# The pods that a Service leads to, and those that a budget covers.
service_pods(service) := [workload |
	some workload in _candidates(object.get(service.object.spec, "selector", {}))
	service_selects(service, workload)
]

budget_pods(budget) := [workload |
	some workload in _candidates(object.get(budget.object.spec, ["selector", "matchLabels"], {}))
	budget_covers(budget, workload)
]

# Numbers of the documents that some Service leads to, or some budget covers.
served_by_services contains workload.document if {
	some service in workspace_services
	some workload in service_pods(service)
}

covered_by_budgets contains workload.document if {
	some budget in workspace_budgets
	some workload in budget_pods(budget)
}

# The workloads that have one of these labels; all, where there are none to go by.
_candidates(labels) := [workspace_workloads[number] | some number in object.get(_by_label, _label(labels), set())] if {
	count(labels) > 0
} else := workspace_workloads

_by_label[label] contains number if {
	some number, workload in workspace_workloads
	some key, value in workload.labels
	label := sprintf("%s=%v", [key, value])
}

_label(labels) := [sprintf("%s=%v", [key, value]) | some key, value in labels][0]

workspace_budgets := _budgets(workspace_objects)

former_budgets := _budgets(former_objects)

_budgets(objects) := [entry | some entry in objects; entry.kind == "PodDisruptionBudget"]

budget_covers(budget, workload) if {
	same_namespace(budget, workload)
	label_selector_matches(budget.object.spec.selector, workload.labels)
}

# How many pods a workload has at the least; undefined where nothing says it.
least_pods(workload) := min([scaler.least | some scaler in scalers_of(workload); is_number(scaler.least)])

least_pods(workload) := workload.object.spec.replicas if {
	count(scalers_of(workload)) == 0
	is_number(workload.object.spec.replicas)
}

# Kinds of which several equal pods may run. A DaemonSet has one on each node.
replicated_kinds := {"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout"}

# It has a pod template, and no container that only says what it changes.
is_whole_workload(workload) if {
	is_object(pod_spec(workload))
	every found in containers(workload) {
		is_whole(found.container)
	}
}

# A remark about an object of the workspace.
object_remark(entry, path, parts) := object.union({"document": entry.document, "at": path, "subject": subject(entry.object, "")}, parts)

# The object of the same kind and name at base; undefined where there was none.
former_object(entry) := former_objects[same[0]].object if {
	same := [number |
		some number in object.get(_formerly, sprintf("%s/%s", [entry.kind, entry.name]), set())
		former_objects[number].namespace == entry.namespace
	]
}

_formerly[name] contains number if {
	some number, former in former_objects
	name := sprintf("%s/%s", [former.kind, former.name])
}

# The same workload at base, wherever it was applied.
former_workloads_like(workload) := [former |
	count(object.get(_formerly, sprintf("%s/%s", [workload.kind, workload.name]), set())) > 0
	some former in former_workloads
	is_same_object(former, workload)
]

# Where the pod's own spec stands; undefined for what has none.
pod_spec_path(workload) := array.concat(_template_path(workload), ["spec"])

# The terms of a workload's anti-affinity, required and preferred.
anti_affinity_terms(workload) := array.concat(
	[term | some term in pod_spec(workload).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution],
	[preferred.podAffinityTerm | some preferred in pod_spec(workload).affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution],
)

# Something keeps the pods of the workload apart: a constraint, or an anti-affinity to its own labels.
is_spread(workload) if count(pod_spec(workload).topologySpreadConstraints) > 0

is_spread(workload) if {
	some term in anti_affinity_terms(workload)
	label_selector_matches(term.labelSelector, pod_labels(workload))
	_concerns_namespace(term, _namespace(workload))
}

_concerns_namespace(term, namespace) if namespace in object.get(term, "namespaces", [namespace])

_concerns_namespace(term, _) if count(object.get(term, "namespaces", [])) == 0

_concerns_namespace(term, _) if term.namespaceSelector

_concerns_namespace(_, "")

# Labels for a person; nothing where there are none.
labels_text(labels) := sprintf(" (%s)", [concat(", ", [sprintf("`%s=%v`", [key, value]) | some key, value in labels])]) if count(labels) > 0

labels_text(labels) := "" if count(labels) == 0

# What of a workload's way to roll out takes all its pods away, or is refused.
rollout_problems(workload) := {problem |
	workload.kind in {"Deployment", "DeploymentConfig"}
	some problem in [
		{
			"name": "recreate",
			"at": ["spec", "strategy", "type"],
			"severity": "medium",
			"text": "Every rollout of `%s` ends all its pods before the first new one starts.",
		},
		{
			"name": "all",
			"at": ["spec", "strategy", "rollingUpdate", "maxUnavailable"],
			"severity": "medium",
			"text": "A rollout of `%s` may take all its pods away at once.",
		},
		{
			"name": "none",
			"at": ["spec", "strategy", "rollingUpdate", "maxUnavailable"],
			"severity": "high",
			"text": "The API server refuses `%s`: with `maxSurge` and `maxUnavailable` both 0 no rollout can go on.",
		},
	]
	_rolls_out_badly(problem.name, workload.spec.strategy)
	not _is_small(problem.name, workload)
}

_rolls_out_badly("recreate", strategy) if strategy.type == "Recreate"

_rolls_out_badly("all", strategy) if strategy.rollingUpdate.maxUnavailable == "100%"

_rolls_out_badly("none", strategy) if {
	strategy.rollingUpdate.maxUnavailable in {0, "0", "0%"}
	strategy.rollingUpdate.maxSurge in {0, "0", "0%"}
}

_rolls_out_badly("all", strategy) if is_number(strategy.rollingUpdate.maxUnavailable)

# A number is all of them where there are no more; of a single pod it is not worth a word.
_is_small("all", workload) if {
	is_number(workload.spec.strategy.rollingUpdate.maxUnavailable)
	not _takes_all(workload)
}

_takes_all(workload) if {
	workload.spec.replicas > 1
	workload.spec.strategy.rollingUpdate.maxUnavailable >= workload.spec.replicas
}

# The labels that a selector asks for are of the kind that this workload has: the same keys, or its own name.
is_near(_, labels, workload) if {
	count(labels) > 0
	every key, _ in labels {
		key in object.keys(workload.labels)
	}
}

is_near(selecting, _, workload) if selecting.name == workload.name

# A custom resource with such a label or name may stand for pods that an operator makes of it.
may_be_made_by_operator(labels) if {
	some entry in workspace_objects
	is_custom(entry.group)
	some value in labels
	value in ({entry.name, lower(entry.kind)} | {own | some own in object.get(entry.object.metadata, "labels", {})})
}

# The group of a custom resource that an operator may make pods of.
is_custom(group) if {
	contains(group, ".")
	not endswith(group, ".k8s.io")
	not group in {"keda.sh", "apps.openshift.io", "route.openshift.io", "cert-manager.io", "networking.istio.io", "argoproj.io"}
}

# A bare pod with a liveness probe that declares no port: whether anybody sends it requests, only a Service tells.
lacks_only_readiness(workload) if {
	workload.kind == "Pod"
	every found in containers(workload) {
		count(tcp_ports(found.container)) == 0
	}
	some found in containers(workload)
	has_probe(found.container, "livenessProbe")
}
