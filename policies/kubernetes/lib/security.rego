package groundwire.lib.kubernetes

# What a container may do on its node: its own security context, else that of its pod.

# The effective value of a setting that pods have as well; undefined where neither says anything.
setting(workload, container, field) := value if {
	value := own_setting(container, field)
} else := value if {
	value := pod_spec(workload).securityContext[field]
	value != null
}

# What the container itself says.
own_setting(container, field) := value if {
	value := container.securityContext[field]
	value != null
}

# The place of a setting: where it is made, else where it would be added.
setting_path(workload, found, field) := array.concat(found.path, ["securityContext", field]) if {
	_is_made_by_container(workload, found.container, field)
} else := array.concat(pod_path(workload), ["securityContext", field])

# The place of a setting that a change took away: on the pod where the pod had it.
lost_setting_path(before, found, field) := array.concat(pod_path(before), ["securityContext", field]) if {
	own_setting(pod_spec(before), field) != null
	object.get(same_container(before, found.name), ["securityContext", field], null) == null
} else := array.concat(found.path, ["securityContext", field])

_is_made_by_container(_, container, field) if own_setting(container, field) != null

_is_made_by_container(workload, _, field) if object.get(pod_spec(workload), ["securityContext", field], null) == null

# The path of the pod spec.
pod_path(workload) := array.concat(_template_path(workload), ["spec"])

# The annotations of the pods.
pod_annotations(workload) := annotations if {
	annotations := object.get(workload, array.concat(_template_path(workload), ["metadata", "annotations"]), null)
	is_object(annotations)
}

# Containers whose silence means something: no patches, nothing that runs on Windows, where these settings have no effect.
hardenable(workload) := {found |
	not runs_on_windows(workload)
	some found in containers(workload)
	found.role != "ephemeral"
	_says_all(workload, found.container)
}

_says_all(_, container) if is_whole(container)

# Only the whole of a controller names its selector: what is missing below it stands nowhere else.
_says_all(workload, _) if is_object(workload.spec.selector)

runs_on_windows(workload) if pod_spec(workload).os.name == "windows"

runs_on_windows(workload) if pod_spec(workload).nodeSelector["kubernetes.io/os"] == "windows"

runs_on_windows(workload) if own_setting(pod_spec(workload), "windowsOptions").hostProcess == true

# What prepares or watches a node has to reach it: a DaemonSet of the system, or one that works on the directories of the
# kubelet, of network plugins or of kernel modules.
is_node_agent(workload) if {
	workload.kind == "DaemonSet"
	_is_system_namespace(workload.metadata.namespace)
}

is_node_agent(workload) if {
	workload.kind == "DaemonSet"
	some volume in pod_spec(workload).volumes
	some directory in {"/var/lib/kubelet", "/opt/cni", "/etc/cni", "/lib/modules", "/sys/fs/bpf"}
	is_below(volume.hostPath.path, directory)
}

# Collectors of logs and metrics see their node and change nothing there.
is_node_agent(workload) if {
	workload.kind == "DaemonSet"
	held := {volume.name | some volume in pod_spec(workload).volumes; is_object(volume.hostPath)}
	count(held) > 0
	every found in containers(workload) {
		every mount in object.get(found.container, "volumeMounts", []) {
			_is_harmless_mount(mount, held)
		}
	}
}

_is_harmless_mount(mount, _) if mount.readOnly == true

_is_harmless_mount(mount, held) if not mount.name in held

# Through which containers are started on a node.
is_runtime_socket(path) if {
	parts := split(path, "/")
	parts[count(parts) - 1] in {"docker.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock", "dockershim.sock", "podman.sock", "buildkitd.sock", "frakti.sock"}
}

is_runtime_socket(path) if trim_suffix(path, "/") in {"/run/containerd", "/var/run/containerd", "/run/crio", "/var/run/crio"}

_is_system_namespace("kube-system")

_is_system_namespace(namespace) if endswith(namespace, "-system")

# Is a path this directory, or something in it?
is_below(path, directory) if startswith(sprintf("%s/", [path]), sprintf("%s/", [directory]))

# `web/app`
title(workload, found) := sprintf("%s/%s", [workload_name(workload), found.name])

# Does the container run as somebody else than root, whatever its image says?
is_nonroot(workload, container) if setting(workload, container, "runAsNonRoot") == true

is_nonroot(workload, container) if {
	user := setting(workload, container, "runAsUser")
	is_number(user)
	user > 0
}

# Capabilities that a container drops or adds, as the kernel names them, without CAP_.
capabilities(container, verb) := {trim_prefix(upper(name), "CAP_") |
	some name in container.securityContext.capabilities[verb]
	is_string(name)
}

# What containerd and CRI-O leave to every container (their default set).
default_capabilities := {
	"AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD",
	"NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
}

drops_all(container) if "ALL" in capabilities(container, "drop")

drops_all(container) if count(default_capabilities - capabilities(container, "drop")) == 0

# The seccomp profile that holds: `RuntimeDefault`, `Localhost`, `Unconfined`; by field, else by the annotations of old.
seccomp_profile(workload, found) := type if {
	type := setting(workload, found.container, "seccompProfile").type
} else := type if {
	type := _annotated_profiles[_annotation(workload, sprintf("container.seccomp.security.alpha.kubernetes.io/%s", [found.name]))]
} else := type if {
	type := _annotated_profiles[_annotation(workload, "seccomp.security.alpha.kubernetes.io/pod")]
} else := "Localhost" if {
	startswith(_annotation(workload, "seccomp.security.alpha.kubernetes.io/pod"), "localhost/")
}

_annotation(workload, key) := pod_annotations(workload)[key]

_annotated_profiles := {"runtime/default": "RuntimeDefault", "docker/default": "RuntimeDefault", "unconfined": "Unconfined"}

# The AppArmor profile that a container asks for; undefined where it leaves the choice to its runtime.
apparmor_profile(workload, found) := type if {
	type := setting(workload, found.container, "appArmorProfile").type
} else := type if {
	type := _annotated_profiles[_annotation(workload, apparmor_annotation(found.name))]
}

apparmor_annotation(name) := sprintf("container.apparmor.security.beta.kubernetes.io/%s", [name])
