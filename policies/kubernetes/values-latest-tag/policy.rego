# METADATA
# title: The values of a chart ask for whatever image is newest
# description: >-
#   The same release runs other images on two nodes, and a rollback brings back nothing.
# custom:
#   id: values-latest-tag
#   category: kubernetes/latest-tag
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Name a version.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/images/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_latest_tag

import data.groundwire.lib.values

findings contains {"at": setting.path, "subject": values.dotted(setting.path), "message": message} if {
	some setting in values.settings
	_is_latest(setting)
	message := sprintf("`%s` is `latest`: two nodes may run two images of the same release, and a rollback brings back nothing.", [values.dotted(setting.path)])
}

_is_latest(setting) if {
	setting.key in {"tag", "imageTag"}
	setting.value == "latest"
}

_is_latest(setting) if {
	setting.key == "image"
	is_string(setting.value)
	endswith(setting.value, ":latest")
}
