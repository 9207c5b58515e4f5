# METADATA
# title: Image without a fixed tag
# description: >-
#   Nobody can say which version runs: two pods of one rollout may run two, a restart brings in whatever was pushed
#   since, and a rollback goes back to the same name.
# custom:
#   id: latest-tag
#   category: kubernetes/latest-tag
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the version, best with its digest.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.latest_tag

import data.groundwire.kubernetes.tag_dropped
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["image"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` runs %s: the next restart may bring another version, and a rollback leads nowhere.", [k8s.title(input, found), _what(found.container.image)]),
	"severity": _severity(found),
} if {
	some found in k8s.containers(input)
	not k8s.is_proxy(found.name)
	k8s.is_floating(found.container.image)
	not _is_told_elsewhere(found)
}

_what(image) := sprintf("`%s`", [image]) if {
	k8s.image_tag(image)
} else := sprintf("`%s` without a tag, which means `latest`", [image])

_is_told_elsewhere(found) if {
	some other in tag_dropped.findings
	other.subject == k8s.subject(input, found.name)
}

_severity(found) := "low" if {
	k8s.is_local(input, found.container)
} else := "medium"
