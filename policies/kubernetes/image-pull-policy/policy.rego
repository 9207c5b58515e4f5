# METADATA
# title: Image that a node does not pull
# description: >-
#   A node keeps the image it has under that name. A tag that was pushed again runs in its old version there and in
#   the new one elsewhere, and a pod without credentials for the registry gets a private image because another pod
#   pulled it.
# custom:
#   id: image-pull-policy
#   category: kubernetes/image-pull-policy
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set imagePullPolicy to Always, or name the image by its digest.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.image_pull_policy

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["imagePullPolicy"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` takes `%s` from its node where that has one%s: nodes may run different images under this name.", [k8s.title(input, found), found.container.image, _because(found.container)]),
	"severity": _severity(found.container),
	"fix": {"name": "set-field", "params": {"value": "Always"}},
} if {
	some found in k8s.containers(input)
	found.role != "ephemeral"
	image := found.container.image
	k8s.is_known_image(image)
	not k8s.has_digest(image)
	_is_not_always(found.container)
}

_is_not_always(container) if container.imagePullPolicy in {"IfNotPresent", "Never"}

# The default of a name with a tag.
_is_not_always(container) if {
	object.get(container, "imagePullPolicy", null) == null
	not k8s.is_floating(container.image)
}

_because(container) := sprintf(" (`imagePullPolicy: %s`)", [container.imagePullPolicy])

_because(container) := " (the default with a tag)" if object.get(container, "imagePullPolicy", null) == null

_severity(container) := "medium" if {
	k8s.is_floating(container.image)
	not k8s.is_local(input, container)
} else := "low"
