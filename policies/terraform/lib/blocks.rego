# METADATA
# description: The blocks of a Terraform module, what is known of their values, and which block another one means.
package groundwire.lib.terraform

# Every block of these types in a module (`kind` is `resource` or `data`), with its place.
blocks(module, kind, types) := [found |
	some index, file in module.documents
	some type in types
	some name, instances in file.document[kind][type]
	some instance, block in instances
	is_object(block)
	found := {
		"document": index,
		"file": file.path,
		"kind": kind,
		"type": type,
		"name": name,
		"block": block,
		"path": [kind, type, name, instance],
		"address": _address(kind, type, name),
	}
]

resources(module, types) := blocks(module, "resource", types)

_address("resource", type, name) := concat(".", [type, name])

_address("data", type, name) := concat(".", ["data", type, name])

# The calls of a module whose source is one of these, however it is written: a registry, git, a folder.
modules(module, sources) := [found |
	some index, file in module.documents
	some name, instances in file.document.module
	some instance, block in instances
	is_object(block)
	folded := _folded(block.source)
	some source in sources
	_is_source(folded, source)
	found := {
		"document": index,
		"file": file.path,
		"kind": "module",
		"type": source,
		"name": name,
		"block": block,
		"path": ["module", name, instance],
		"address": sprintf("module.%s", [name]),
	}
]

# `acme/rds` is `acme/rds/aws` of the registry and `git::https://github.com/acme/terraform-aws-rds.git?ref=v1`, but neither
# `acme/rds-proxy/aws` nor a module inside of it.
_is_source(folded, source) if contains(folded, concat("", ["/", source, "/"]))

_is_source(folded, source) if contains(folded, concat("", ["/", replace(source, "/", "/terraform-aws-"), "/"]))

# Once a call, and without `sprintf`, which is not evaluated inside of the policies: there are many sources.
_folded(text) := concat("", ["/", replace(replace(replace(text, ":", "/"), "?", "/"), ".git", "/"), "/"]) if {
	is_string(text)
	not contains(replace(text, "://", ":"), "//")
}

# The block of the same address in the module as it was; undefined where there is none.
same_block(found) := block if {
	some file in data.groundwire.before.documents
	block := file.document[found.kind][found.type][found.name][0]
} else := block if {
	found.kind == "module"
	some file in data.groundwire.before.documents
	block := file.document.module[found.name][0]
}

is_unknown(value) if {
	is_object(value)
	value["$unknown"]
}

# HCL and JSON write booleans as strings, too.
is_on(value) if value in {true, "true"}

is_off(value) if value in {false, "false"}

# Not written, or null, which Terraform takes for not written.
is_absent(block, name) if object.get(block, name, null) == null

# A list may stand for itself, a single value for a list of one.
as_list(value) := value if is_array(value)

as_list(value) := [value] if {
	not is_array(value)
	value != null
}

# `aws_s3_bucket.logs` of the unknown value `aws_s3_bucket.logs[0].id`.
referred(value) := concat(".", array.slice(parts, 0, _address_length(parts))) if {
	is_unknown(value)
	parts := [split(part, "[")[0] | some part in split(value["$unknown"], ".")]
	count(parts) >= _address_length(parts)
}

_address_length(parts) := 3 if parts[0] == "data"

_address_length(parts) := 2 if parts[0] != "data"

# Where a remark about an attribute stands: the attribute, or its block where it is not written.
place(found, name) := array.concat(found.path, [name]) if not is_absent(found.block, name)

place(found, name) := found.path if is_absent(found.block, name)

# A remark about a block.
remark(found, path, parts) := object.union({"document": found.document, "at": path, "subject": found.address}, parts)

# The attribute's value is most likely the default of a variable of that name, in a module that others call: it is they who
# decide. A module with a provider's settings or a place for its state is called by nobody.
is_callers_choice(found, name) if {
	some file in input.documents
	some variable, declared in file.document.variable
	_is_named(variable, name)
	declared[0]["default"] == found.block[name]
	not _is_root
}

_is_named(variable, name) if variable == name

_is_named(variable, name) if endswith(variable, sprintf("_%s", [name]))

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

# The resource is thrown away with what it is for: its name, tags or folder say so. A change must not make little of what it
# takes away, so where there is a past it has to say so, too.
is_short_lived(found) if {
	_says_short_lived(found.block, found)
	_was_short_lived(found)
}

is_short_lived(found) if {
	some part in split(lower(found.file), "/")
	_is_short_lived_word(part)
}

_was_short_lived(found) if not same_block(found)

_was_short_lived(found) if _says_short_lived(same_block(found), found)

_says_short_lived(block, found) if {
	some text in _naming(block, found)
	some word in split(replace(replace(replace(lower(text), "_", "-"), ".", "-"), " ", "-"), "-")
	_is_short_lived_word(word)
}

_is_short_lived_word(word) if {
	word in {
		"dev", "devel", "development", "test", "tests", "testing", "sandbox", "demo", "example", "examples", "fixture", "fixtures",
		"preview", "ephemeral", "playground", "tmp", "temporary", "scratch", "qa", "poc", "experiment",
	}
}

_naming(block, found) := [text |
	some text in array.concat(
		[found.name],
		array.concat(
			[object.get(block, name, null) | some name in ["name", "identifier", "cluster_identifier"]],
			[object.get(block, ["tags", name], null) | some name in ["Environment", "environment", "Env", "env", "Stage", "stage"]],
		),
	)
	is_string(text)
]
