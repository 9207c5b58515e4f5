# METADATA
# title: Container with capabilities that it does not need
# description: >-
#   A container gets fourteen capabilities unless it drops them: raw sockets to forge packets in the pod network,
#   changing owners and users, ignoring file permissions. An intruder uses them, the program hardly ever does.
# custom:
#   id: capabilities-default
#   category: kubernetes/capabilities
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Drop ALL and add back only what the process needs.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.capabilities_default

import data.groundwire.kubernetes.capabilities
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["securityContext", "capabilities", "drop"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` keeps the default capabilities, among them `NET_RAW` (forged packets) and `DAC_OVERRIDE` (ignored file permissions): it does not drop `ALL`.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": ["ALL"]}},
} if {
	some found in k8s.hardenable(input)
	not k8s.drops_all(found.container)
	not _is_lost(found)
}

findings contains {
	"at": array.concat(found.path, ["securityContext", "capabilities", "add", index]),
	"subject": sprintf("%s/%s", [k8s.subject(input, found.name), capability]),
	"message": sprintf("`%s` adds the capability `%s`: whoever takes it over has it as well.", [k8s.title(input, found), capability]),
} if {
	some found in k8s.containers(input)
	some index, name in found.container.securityContext.capabilities.add
	capability := trim_prefix(upper(name), "CAP_")
	capability != "NET_BIND_SERVICE"
	not _is_told_elsewhere(found, capability)
}

_is_lost(found) if k8s.drops_all(k8s.same_container(data.groundwire.before, found.name))

_is_told_elsewhere(found, capability) if {
	some other in capabilities.findings
	other.subject == sprintf("%s/%s", [k8s.subject(input, found.name), capability])
}
