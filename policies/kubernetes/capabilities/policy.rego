# METADATA
# title: Container with a dangerous capability
# description: >-
#   Some capabilities are the node itself: with them a container mounts its disk, loads code into its kernel or
#   changes its network, and every pod on the node is lost with it.
# custom:
#   id: capabilities
#   category: kubernetes/capabilities
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Take the capability away, or keep the few that the process needs after dropping ALL.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.capabilities

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["securityContext", "capabilities", "add", index]),
	"subject": sprintf("%s/%s", [k8s.subject(input, found.name), capability]),
	"message": sprintf("`%s` %s %s.", [k8s.title(input, found), _verb(found.name, capability), _dangerous[capability]]),
	"severity": _severity(capability),
} if {
	some found in k8s.containers(input)
	some index, name in found.container.securityContext.capabilities.add
	capability := trim_prefix(upper(name), "CAP_")
	_dangerous[capability]
}

# The change took away what kept the defaults from the container.
findings contains {
	"at": array.concat(found.path, ["securityContext", "capabilities", "drop"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` has the default capabilities again (%s): `drop: [ALL]` is gone.", [k8s.title(input, found), "among them `NET_RAW`, `SETUID` and `DAC_OVERRIDE`"]),
	"severity": "medium",
	"fix": {"name": "set-field", "params": {"value": ["ALL"]}},
} if {
	some found in k8s.containers(input)
	not k8s.drops_all(found.container)
	k8s.drops_all(k8s.same_container(data.groundwire.before, found.name))
}

_verb(name, capability) := "now has" if {
	old := k8s.same_container(data.groundwire.before, name)
	not capability in k8s.capabilities(old, "add")
} else := "has"

_severity(capability) := "high" if {
	capability in _grave
	not k8s.is_node_agent(input)
} else := "medium" if {
	not k8s.is_node_agent(input)
} else := "medium" if {
	capability in _grave
} else := "low"

_dangerous := {
	"ALL": "all capabilities: it is root on its node in all but name",
	"SYS_ADMIN": "`SYS_ADMIN`: it can mount the node's disk and leave its container",
	"SYS_MODULE": "`SYS_MODULE`: it can load code into the node's kernel",
	"SYS_PTRACE": "`SYS_PTRACE`: it can read and change other processes that it sees",
	"SYS_RAWIO": "`SYS_RAWIO`: it can read and write the node's memory and devices",
	"SYS_BOOT": "`SYS_BOOT`: it can restart its node",
	"SYS_TIME": "`SYS_TIME`: it can set its node's clock",
	"DAC_READ_SEARCH": "`DAC_READ_SEARCH`: it can read any file of its node's disk",
	"BPF": "`BPF`: it can put programs into the node's kernel",
	"PERFMON": "`PERFMON`: it can watch the memory of the node's kernel",
	"NET_ADMIN": "`NET_ADMIN`: it can change routes and firewall rules",
	"MAC_ADMIN": "`MAC_ADMIN`: it can change the node's SELinux or AppArmor policy",
	"MAC_OVERRIDE": "`MAC_OVERRIDE`: the node's SELinux or AppArmor policy no longer holds for it",
	"SYSLOG": "`SYSLOG`: it can read the log of the node's kernel",
	"LINUX_IMMUTABLE": "`LINUX_IMMUTABLE`: it can change files that are marked immutable",
	"AUDIT_CONTROL": "`AUDIT_CONTROL`: it can turn the node's audit off",
}

_grave := {"ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH", "BPF"}
