# METADATA
# description: Who is given which role in Google Cloud, and where that is written.
package groundwire.lib.terraform_gcp_grants

import data.groundwire.lib.terraform as tf

# Every grant of the module: members and bindings of any resource, and bindings of a policy. `level` is what the role holds for.
grants := array.concat(
	[grant |
		some index, file in input.documents
		some type, named in file.document.resource
		_is_grant(type)
		some name, instances in named
		some instance, block in instances
		is_object(block)
		found := {
			"document": index, "file": file.path, "kind": "resource", "type": type, "name": name, "block": block,
			"path": ["resource", type, name, instance], "address": concat(".", [type, name]),
		}
		grant := _grant(found, found.path, block, _level(type))
	],
	[grant |
		some found in tf.blocks(input, "data", ["google_iam_policy"])
		some index, block in found.block.binding
		grant := _grant(found, array.concat(found.path, ["binding", index]), block, "policy")
	],
)

_is_grant(type) if {
	startswith(type, "google_")
	some ending in ["_iam_member", "_iam_binding"]
	endswith(type, ending)
}

_grant(found, path, block, level) := {
	"found": found,
	"level": level,
	"role": _text(object.get(block, "role", "")),
	"role_at": array.concat(path, ["role"]),
	"members": array.concat(
		[{"name": _text(block.member), "at": array.concat(path, ["member"])} | block.member],
		[{"name": _text(member), "at": array.concat(path, ["members"])} | some member in block.members],
	),
}

_level(type) := "project" if startswith(type, "google_project_iam_")

_level(type) := "folder" if startswith(type, "google_folder_iam_")

_level(type) := "organization" if startswith(type, "google_organization_iam_")

_level(type) := "resource" if {
	every level in ["project", "folder", "organization"] {
		not startswith(type, sprintf("google_%s_iam_", [level]))
	}
}

# What is not known as a whole may still be known by its reference.
_text(value) := value if is_string(value)

_text(value) := value["$unknown"] if tf.is_unknown(value)

is_everybody(member) if member.name in {"allUsers", "allAuthenticatedUsers"}

# Accounts that Google makes for every project, which everything that names no other one runs as.
is_default_account(name) if endswith(name, "-compute@developer.gserviceaccount.com")

is_default_account(name) if endswith(name, "@appspot.gserviceaccount.com")

is_default_account(name) if {
	some source in ["data.google_compute_default_service_account.", "data.google_app_engine_default_service_account."]
	contains(name, source)
}

is_service_account(name) if startswith(name, "serviceAccount:")

is_service_account(name) if contains(name, "google_service_account.")

# The members of a grant at base; undefined where there was none.
former(grant) := block if {
	grant.found.kind == "resource"
	block := tf.same_block(grant.found)
}

before_text(grant) := sprintf("; before: `%s`", [role]) if {
	role := former(grant).role
	is_string(role)
	role != grant.role
} else := ""
