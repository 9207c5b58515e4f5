# METADATA
# title: The change deletes what cannot be made again
# description: >-
#   Terraform deletes the resource, or deletes it and makes an empty one in its place: data, keys and names that others rely on are gone
#   with the apply, and a backup is what is left, if there is one.
# custom:
#   id: destructive-change
#   category: terraform/destructive-change
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: workspace
#   platforms: [terraform, terraform-plan]
#   remedy: >-
#     Keep the resource (`moved` for another name, `removed` with `destroy = false` to let it go), or make the new one beside it and move
#     what it holds before the old one goes.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/language/block/moved
#   - ref: https://developer.hashicorp.com/terraform/language/block/removed
#   - ref: https://developer.hashicorp.com/terraform/internals/json-format
# schemas:
#   - input: schema.workspace
package groundwire.terraform.destructive_change

import data.groundwire.lib.terraform as tf

# The plan says so.
findings contains finding if {
	some document, file in input.documents
	some index, resource in file.document.resource_changes
	held := tf.stateful[resource.type]
	"delete" in resource.change.actions
	not resource.deposed
	finding := {
		"document": document,
		"at": _planned_at(index, resource),
		"subject": resource.address,
		"message": _planned_message(resource, held.what),
		"confidence": "high",
	}
}

_planned_at(index, resource) := ["resource_changes", index, "change", "replace_paths", 0] if {
	_is_replaced(resource)
	count(resource.change.replace_paths) > 0
} else := ["resource_changes", index]

_is_replaced(resource) if "create" in resource.change.actions

_planned_message(resource, what) := sprintf("The plan replaces `%s`: %s cannot be changed in place, so it is deleted with %s and made anew.", [resource.address, _forcing(resource), what]) if {
	_is_replaced(resource)
	count(resource.change.replace_paths) > 0
} else := sprintf("The plan replaces `%s`: it is deleted with %s and made anew.", [resource.address, what]) if {
	_is_replaced(resource)
} else := sprintf("The plan deletes `%s`, and %s with it.", [resource.address, what])

_forcing(resource) := concat(" and ", [sprintf("`%s`%s", [_dotted(path), _values(resource.change, path)]) | some path in resource.change.replace_paths])

_dotted(path) := concat(".", [sprintf("%v", [part]) | some part in path])

_values(change, path) := sprintf(" (`%v` to `%v`)", [before, after]) if {
	before := object.get(change.before, path, null)
	after := object.get(change.after, path, null)
	_is_plain(before)
	_is_plain(after)
} else := ""

_is_plain(value) if is_string(value)

_is_plain(value) if is_number(value)

_is_plain(value) if is_boolean(value)

# A block that is gone, and nothing says where to.
findings contains finding if {
	some earlier in tf.blocks(data.groundwire.before, "resource", object.keys(tf.stateful))
	_is_written(earlier.file)
	not _exists(earlier.address)
	not _says_where(earlier.address)
	not _is_call(earlier)
	finding := {
		"document": _file_of(earlier.file),
		"at": earlier.path,
		"subject": earlier.address,
		"message": sprintf("The block of `%s` is gone%s: the next apply deletes it with %s. Nothing (`moved`, `removed`) says that it is to stay.", [earlier.address, _where(earlier.file), tf.stateful[earlier.type].what]),
	}
}

_exists(address) if {
	some found in tf.blocks(input, "resource", object.keys(tf.stateful))
	found.address == address
}

_exists(address) if {
	some file in input.documents
	some declared in _declared(file.document)
	declared == address
}

# With `count = 0` the block stands, and makes nothing: that is a finding of its own.
_declared(document) := {sprintf("%s.%s", [type, name]) |
	some type, named in document.resource
	some name, _ in named
}

_says_where(address) if {
	some file in input.documents
	some kind in ["moved", "removed"]
	some block in file.document[kind]
	_is_about(block.from, address)
}

_is_about(from, address) if from == address

_is_about(from, address) if startswith(from, sprintf("%s[", [address]))

# A block was there at base in a file of its own; where that is gone, too, the first file of the directory stands for it.
_file_of(path) := document if {
	some document, file in input.documents
	file.path == path
} else := 0

_where(path) := "" if {
	some file in input.documents
	file.path == path
} else := sprintf(" with `%s`", [path])

_is_written(path) if not endswith(path, ".json")

_is_written(path) if endswith(path, ".tf.json")

# Instances of one block are one.
_is_call(earlier) if {
	index := earlier.path[3]
	index > 0
}

# An attribute has another value that can only be had with another resource.
findings contains finding if {
	some found in tf.resources(input, object.keys(tf.stateful))
	_is_written(found.file)
	held := tf.stateful[found.type]
	some name in held.fixed
	value := object.get(found.block, name, null)
	former := object.get(_former(found), name, null)
	_is_changed(name, former, value)
	finding := tf.remark(found, tf.place(found, name), {
		"subject": sprintf("%s/%s", [found.address, name]),
		"message": sprintf("`%s` of `%s` %s: that cannot be changed in place, so Terraform deletes it with %s and makes it anew%s.", [name, found.address, _step(former, value), held.what, _unguarded(found)]),
	})
}

_former(found) := block if {
	some earlier in tf.blocks(data.groundwire.before, "resource", [found.type])
	earlier.address == found.address
	earlier.path[3] == found.path[3]
	block := earlier.block
}

# What is unknown may be the same, and what was not written may have been so by default, unless it is a switch.
_is_changed(_, former, value) if {
	_is_plain(former)
	_is_plain(value)
	sprintf("%v", [former]) != sprintf("%v", [value])
}

_is_changed(name, former, value) if {
	name in _switches
	former == null
	tf.is_on(value)
}

_is_changed(name, former, value) if {
	name in _switches
	tf.is_on(former)
	value == null
}

_is_changed(_, former, value) if {
	is_array(former)
	is_array(value)
	{part | some part in former} != {part | some part in value}
	every part in array.concat(former, value) {
		_is_plain(part)
	}
}

# Off where they are not written.
_switches := {"at_rest_encryption_enabled", "encrypted", "fifo_queue", "multi_region", "object_lock_enabled", "storage_encrypted"}

_step(former, value) := sprintf("becomes %s", [_shown(value)]) if former == null

_step(former, value) := sprintf("changes from %s to %s", [_shown(former), _shown(value)]) if {
	former != null
	value != null
}

_step(former, value) := sprintf("(%s) is no longer written", [_shown(former)]) if value == null

_shown(value) := sprintf("`%v`", [value]) if _is_plain(value)

_shown(value) := sprintf("`[%s]`", [concat(", ", [sprintf("%v", [part]) | some part in value])]) if is_array(value)

# What would have stopped it went with the same change.
_unguarded(found) := sprintf("; what would have refused it (`%s`) is gone with the same change", [tf.former_protection(found)]) if {
	tf.former_protection(found)
	tf.is_unprotected(found)
} else := ""
