# METADATA
# title: A provider has no upper version
# description: >-
#   The next init without a lock file takes the newest one. Major versions of providers rename attributes and replace resources.
# custom:
#   id: unpinned-provider
#   category: terraform/unpinned-provider
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a version with `~>`, and commit `.terraform.lock.hcl`.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/language/providers/requirements#version-constraints
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.unpinned_provider

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some required in _required
	why := _why(required.constraint)
	finding := {
		"document": required.document,
		"at": required.at,
		"subject": sprintf("provider.%s", [required.name]),
		"message": sprintf("The provider `%s` %s: the next init may bring a major version that replaces what runs%s.", [required.name, why, _former(required)]),
	}
}

# A module that others call names the lowest version and leaves the highest to them.
_required := [required |
	some index, file in input.documents
	some settings_index, settings in file.document.terraform
	some block_index, block in settings.required_providers
	some name, wanted in block
	constraint := _constraint(wanted)
	required := {
		"document": index,
		"name": name,
		"constraint": constraint,
		"at": _place(["terraform", settings_index, "required_providers", block_index, name], wanted),
	}
]

_constraint(wanted) := wanted if is_string(wanted)

_constraint(wanted) := object.get(wanted, "version", "") if {
	is_object(wanted)
	not tf.is_unknown(wanted)
}

_place(path, wanted) := path if is_string(wanted)

_place(path, wanted) := array.concat(path, ["version"]) if is_object(wanted)

_why("") := "is asked for in any version"

_why(constraint) := sprintf("is asked for in any version `%s`", [constraint]) if {
	is_string(constraint)
	regex.match(`^\s*>=?\s*[0-9.]+\s*$`, constraint)
	_is_root
}

_is_root if {
	some file in input.documents
	count(file.document.provider) > 0
}

_is_root if {
	some file in input.documents
	some settings in file.document.terraform
	some place in ["backend", "cloud"]
	settings[place]
}

_former(required) := sprintf("; before: `%s`", [former]) if {
	some file in data.groundwire.before.documents
	some settings in file.document.terraform
	some block in settings.required_providers
	former := _constraint(block[required.name])
	former != ""
	former != required.constraint
} else := ""
