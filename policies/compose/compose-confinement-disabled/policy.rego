# METADATA
# title: A service is let out of its confinement
# description: >-
#   Without seccomp, AppArmor or its own namespaces a container may use calls of the kernel that are kept from it for a
#   reason.
# custom:
#   id: compose-confinement-disabled
#   category: compose/confinement-disabled
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Take the option away, or write a profile that allows the one call that is missing.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#security_opt
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_confinement_disabled

import data.groundwire.lib.compose as compose

findings contains {"at": array.concat(found.path, ["security_opt", index]), "subject": sprintf("%s %s", [found.name, option]), "message": message} if {
	some found in compose.services(input)
	some index, option in found.service.security_opt
	replace(option, "=", ":") in {"seccomp:unconfined", "apparmor:unconfined", "label:disable", "systempaths:unconfined", "no-new-privileges:false"}
	message := sprintf("`%s` runs with `%s`: calls of the kernel that are kept from containers are open to it.", [found.name, option])
}

findings contains {"at": array.concat(found.path, [field]), "subject": sprintf("%s %s", [found.name, field]), "message": message} if {
	some found in compose.services(input)
	some field, effect in _namespaces
	found.service[field] == "host"
	message := sprintf("`%s` shares %s of the host.", [found.name, effect])
}

findings contains {"at": array.concat(found.path, ["cap_add", index]), "subject": sprintf("%s %s", [found.name, capability]), "message": message} if {
	some found in compose.services(input)
	some index, capability in found.service.cap_add
	trim_prefix(upper(capability), "CAP_") in {"ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH", "BPF"}
	message := sprintf("`%s` gets `%s`, with which a process leaves its container.", [found.name, capability])
}

findings contains {"at": _gone(found), "subject": sprintf("%s no-new-privileges", [found.name]), "message": message, "severity": "medium"} if {
	some found in compose.services(input)
	old := compose.before(found.name)
	_holds(old.service)
	not _holds(found.service)
	message := sprintf("`no-new-privileges` of `%s` is gone: a program with the setuid bit makes it root again.", [found.name])
}

_holds(service) if {
	some option in service.security_opt
	option in {"no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"}
}

_gone(found) := array.concat(found.path, ["security_opt"])

_namespaces := {
	"pid": "the processes",
	"ipc": "the memory",
	"userns_mode": "the users",
	"uts": "the name",
	"cgroup": "the control groups",
}
