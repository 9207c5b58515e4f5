# METADATA
# title: Version of an image dropped
# description: >-
#   The container ran a version that somebody chose, and follows whatever is pushed last now: a restart at night is
#   a rollout, and a rollback leads to the same name.
# custom:
#   id: tag-dropped
#   category: kubernetes/latest-tag
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the version, best with its digest.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.tag_dropped

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["image"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` ran `%s` and runs `%s` now: every restart may bring another version, and there is nothing left to roll back to.", [k8s.title(input, found), former, found.container.image]),
} if {
	some found in k8s.containers(input)
	k8s.is_floating(found.container.image)
	former := k8s.same_container(data.groundwire.before, found.name).image
	k8s.is_known_image(former)
	not k8s.is_floating(former)
}
