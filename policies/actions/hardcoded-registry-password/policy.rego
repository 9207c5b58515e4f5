# METADATA
# title: Password of a registry in the workflow
# description: >-
#   The password stands in the repository and its whole history: whoever may read the code may pull from, and often push
#   to, the registry.
# custom:
#   id: hardcoded-registry-password
#   category: actions/secrets-exposure
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Move the password to a secret and refer to it, and change it.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secrets
# schemas:
#   - input: schema.actions
package groundwire.actions.hardcoded_registry_password

import data.groundwire.lib.actions as gha

findings contains {
	"at": place.at,
	"subject": place.subject,
	"message": sprintf("The password for `%s` stands in the workflow itself: whoever may read the repository can use it.", [place.image]),
} if {
	some place in _containers
	password := place.container.credentials.password
	is_string(password)
	password != ""
	not gha.is_expression(password)
}

_containers contains {"container": job.container, "at": ["jobs", name, "container", "credentials", "password"], "subject": concat("/", [name, "container"]), "image": _image(job.container)} if {
	some name, job in gha.jobs(input)
}

_containers contains {"container": service, "at": ["jobs", name, "services", key, "credentials", "password"], "subject": concat("/", [name, key]), "image": _image(service)} if {
	some name, job in gha.jobs(input)
	some key, service in job.services
}

_image(container) := container.image if {
	is_string(container.image)
} else := "the registry"
