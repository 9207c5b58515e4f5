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

import data.groundwire.lib.compose

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

# What a service gave up of its rights and has again.
findings contains {"at": array.concat(lost.found.path, ["cap_drop"]), "subject": sprintf("%s cap_drop", [lost.found.name]), "message": message, "severity": "medium"} if {
	some lost in _kept
	compose.is_reported(lost, _kept)
	message := sprintf("%s no longer gives up `%s`: its processes have these rights of the kernel again.", [compose.owner(lost, _kept), concat("`, `", sort(lost.was))])
}

_kept := [{"found": found, "was": was} |
	some found in compose.places(input)
	was := _dropped(compose.place_before(found).service) - _dropped(found.service)
	count(was) > 0
	not "ALL" in _dropped(found.service)
]

_dropped(service) := {trim_prefix(upper(capability), "CAP_") |
	some capability in service.cap_drop
	is_string(capability)
}

_namespaces := {
	"pid": "the processes",
	"ipc": "the memory",
	"userns_mode": "the users",
	"uts": "the name",
	"cgroup": "the control groups",
}
