# METADATA
# title: A service runs whatever is newest
# description: >-
#   The next `up` on another machine starts another image than the one that was tested.
# custom:
#   id: compose-latest-tag
#   category: compose/latest-tag
#   severity: medium
#   confidence: high
#   persona: essential
#   scanPersona: recommended
#   scope: document
#   platforms: [compose]
#   remedy: Name a version.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#image
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_latest_tag

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, ["image"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	not found.service.build
	parts := compose.image_parts(found.service.image)
	parts.digest == ""
	parts.tag in {"", "latest"}
	message := sprintf("`%s` of `%s` is whatever was pushed last: the next machine starts another image than this one.%s", [found.service.image, found.name, _former(found)])
}

_former(found) := sprintf(" Before it was `%s`.", [old.service.image]) if {
	old := compose.before(found.name)
	old.service.image != found.service.image
} else := ""
