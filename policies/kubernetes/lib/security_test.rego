package groundwire.lib.kubernetes_test

import data.groundwire.lib.kubernetes as k8s

# A workload with a pod spec.
workload(kind, spec) := {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": {"template": {"spec": spec}}}

# A Deployment with one container of this security context.
hardened(context) := workload("Deployment", {"containers": [object.union(container, {"securityContext": context})]})

bare := workload("Deployment", {"containers": [container]})

container := {"name": "app", "image": "web:1"}

# A DaemonSet of the system.
agent(spec) := object.union(workload("DaemonSet", spec), {"metadata": {"name": "agent", "namespace": "kube-system"}})

# A workspace of these objects.
workspace(objects) := {"documents": [{"path": "deploy/app.yaml", "platform": "kubernetes", "name": "x", "document": object} | some object in objects]}

test_the_container_wins_over_its_pod if {
	own := {"name": "a", "image": "a:1", "securityContext": {"runAsUser": 0}}
	pod := workload("Deployment", {"securityContext": {"runAsUser": 1000, "runAsNonRoot": true}, "containers": [own, container]})
	k8s.setting(pod, own, "runAsUser") == 0
	k8s.setting(pod, container, "runAsUser") == 1000
	not k8s.setting(bare, container, "runAsUser")
	[first, second] := [found | some index in [0, 1]; some found in k8s.containers(pod); found.path[4] == index]
	k8s.setting_path(pod, first, "runAsUser") == ["spec", "template", "spec", "containers", 0, "securityContext", "runAsUser"]
	k8s.setting_path(pod, second, "runAsUser") == ["spec", "template", "spec", "securityContext", "runAsUser"]
	k8s.setting_path(pod, second, "privileged") == ["spec", "template", "spec", "containers", 1, "securityContext", "privileged"]
}

test_whose_silence_means_something if {
	count(k8s.hardenable(bare)) == 1
	count(k8s.hardenable(workload("Deployment", {"containers": [{"name": "app"}]}))) == 0
	selecting := {"spec": {"selector": {"matchLabels": {"app": "web"}}}}
	count(k8s.hardenable(object.union(workload("Deployment", {"containers": [{"name": "app"}]}), selecting))) == 1
	count(k8s.hardenable(workload("Deployment", {"os": {"name": "windows"}, "containers": [container]}))) == 0
	count(k8s.hardenable(workload("Deployment", {"nodeSelector": {"kubernetes.io/os": "windows"}, "containers": [container]}))) == 0
	count(k8s.hardenable(workload("Deployment", {"securityContext": {"windowsOptions": {"hostProcess": true}}, "containers": [container]}))) == 0
	count(k8s.hardenable(workload("Deployment", {"ephemeralContainers": [container]}))) == 0
}

test_capabilities_by_any_spelling if {
	k8s.capabilities({"securityContext": {"capabilities": {"add": ["CAP_SYS_ADMIN", "net_admin", 7]}}}, "add") == {"SYS_ADMIN", "NET_ADMIN"}
	k8s.drops_all({"securityContext": {"capabilities": {"drop": ["all"]}}})
	k8s.drops_all({"securityContext": {"capabilities": {"drop": [lower(name) | some name in k8s.default_capabilities]}}})
	not k8s.drops_all({"securityContext": {"capabilities": {"drop": ["NET_RAW"]}}})
}

test_profiles_by_field_and_by_annotation if {
	by_field := hardened({"seccompProfile": {"type": "RuntimeDefault"}})
	k8s.seccomp_profile(by_field, _only(by_field)) == "RuntimeDefault"
	not k8s.seccomp_profile(bare, _only(bare))
	k8s.seccomp_profile(_annotated("seccomp.security.alpha.kubernetes.io/pod", "docker/default"), _only(bare)) == "RuntimeDefault"
	k8s.seccomp_profile(_annotated("seccomp.security.alpha.kubernetes.io/pod", "localhost/x.json"), _only(bare)) == "Localhost"
	k8s.seccomp_profile(_annotated("container.seccomp.security.alpha.kubernetes.io/app", "unconfined"), _only(bare)) == "Unconfined"
	k8s.apparmor_profile(_annotated("container.apparmor.security.beta.kubernetes.io/app", "unconfined"), _only(bare)) == "Unconfined"
	not k8s.apparmor_profile(bare, _only(bare))
}

_only(object) := found if {
	some found in k8s.containers(object)
}

_annotated(key, value) := json.patch(bare, [{"op": "add", "path": "/spec/template/metadata", "value": {"annotations": {key: value}}}])

test_collectors_are_agents if {
	reading := object.union(container, {"volumeMounts": [{"name": "logs", "mountPath": "/logs", "readOnly": true}, {"name": "tmp", "mountPath": "/tmp"}]})
	volumes := [{"name": "logs", "hostPath": {"path": "/var/log"}}, {"name": "tmp", "emptyDir": {}}]
	k8s.is_node_agent(workload("DaemonSet", {"containers": [reading], "volumes": volumes}))
	not k8s.is_node_agent(workload("Deployment", {"containers": [reading], "volumes": volumes}))
	writing := object.union(container, {"volumeMounts": [{"name": "logs", "mountPath": "/logs"}]})
	not k8s.is_node_agent(workload("DaemonSet", {"containers": [writing], "volumes": volumes}))
	not k8s.is_node_agent(workload("DaemonSet", {"containers": [container]}))
}

test_tags if {
	k8s.image_tag("registry.example:5000/web:1.2") == "1.2"
	not k8s.image_tag("registry.example:5000/web")
	k8s.is_floating("registry.example:5000/web")
	k8s.is_floating("web:latest")
	not k8s.is_floating("web:latest@sha256:00")
	not k8s.is_floating("web:1.2")
	not k8s.is_floating("web:${TAG}")
	not k8s.is_floating("auto")
}

test_rules_of_roles if {
	rule := {"apiGroups": [""], "resources": ["pods/*"], "verbs": ["create"]}
	k8s.allows(rule, {""}, {"pods/exec"}, {"create"})
	not k8s.allows(rule, {""}, {"pods"}, {"create"})
	not k8s.allows(rule, {"apps"}, {"pods/exec"}, {"create"})
	not k8s.allows(object.union(rule, {"resourceNames": ["one"]}), {""}, {"pods/exec"}, {"create"})
	k8s.rule_value_path({"rule": rule, "path": ["rules", 2]}, "resources", {"pods/exec"}) == ["rules", 2, "resources", 0]
	aggregated := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "aggregationRule": {"clusterRoleSelectors": [{}]}, "rules": [rule]}
	k8s.role_rules(aggregated) == []
}
