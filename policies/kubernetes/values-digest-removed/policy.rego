# METADATA
# title: A chart or custom resource loses the digest of an image
# description: >-
#   The next pod runs whatever the tag points at, also after somebody has moved it.
# custom:
#   id: values-digest-removed
#   category: kubernetes/image-digest
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the digest back; to renew it, replace it by that of the new image.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_digest_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "digest"
	message := sprintf("`%s` is held by no digest any more: the next pod runs whatever the tag points at.", [values.dotted(loss.path)])
}
