# METADATA
# title: Image without a digest
# description: >-
#   A tag can be pushed anew: what was tested is not what a node pulls tomorrow, and who takes over the registry or
#   the build decides what runs.
# custom:
#   id: image-digest
#   category: kubernetes/image-digest
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Add the digest behind the tag, and let a bot keep both up to date.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.image_digest

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["image"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` names `%s` by a tag: whoever can push that tag again decides what runs.", [k8s.title(input, found), found.container.image]),
} if {
	some found in k8s.containers(input)
	not k8s.is_proxy(found.name)
	image := found.container.image
	k8s.is_known_image(image)
	not k8s.has_digest(image)
	not _had_digest(found)
}

_had_digest(found) if k8s.has_digest(k8s.same_container(data.groundwire.before, found.name).image)
