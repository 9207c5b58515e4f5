# METADATA
# title: Digest of an image dropped
# description: >-
#   The image was pinned to its content, and is followed by a tag now: whoever can push that tag decides what the
#   next pod runs, and nothing in the repository shows it.
# custom:
#   id: digest-dropped
#   category: kubernetes/image-digest
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the digest of the new version behind its tag.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.digest_dropped

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["image"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` was pinned to `%s` and follows `%s` now: whoever can push that name decides what the next pod runs.", [k8s.title(input, found), _digest(former), found.container.image]),
} if {
	some found in k8s.containers(input)
	k8s.is_known_image(found.container.image)
	not k8s.has_digest(found.container.image)
	not k8s.is_floating(found.container.image)
	former := k8s.same_container(data.groundwire.before, found.name).image
	k8s.has_digest(former)
}

_digest(image) := substring(split(image, "@")[1], 0, 19)
