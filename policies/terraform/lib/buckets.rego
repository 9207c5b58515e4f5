package groundwire.lib.terraform

# Which resources are about the same bucket.

# The names a bucket goes by in a module, from the value that refers to it: the address of its block and its name.
bucket_keys(value) := keys if {
	own := _own_keys(value)
	keys := own | {key | some one in own; some key in _aliases[one]}
}

_own_keys(value) := {key} if {
	key := referred(value)
} else := {value} if {
	is_string(value)
} else := set()

# Address and name of a bucket, each with the other one.
_aliases[key] contains other if {
	some found in resources(input, ["aws_s3_bucket"])
	is_string(found.block.bucket)
	some [key, other] in [[found.address, found.block.bucket], [found.block.bucket, found.address]]
}

# Blocks that say something about a bucket.
_about := {type: resources(input, [type]) |
	some type in ["aws_s3_bucket_ownership_controls", "aws_s3_bucket_public_access_block", "aws_s3_bucket_website_configuration"]
}

# By type and each name that they know their bucket by; `?` where that cannot be told.
_about_at[place] contains index if {
	some type, list in _about
	some index, found in list
	bucket := object.get(found.block, "bucket", null)
	some key in (bucket_keys(bucket) | _untold(bucket))
	place := concat("/", [type, key])
}

_untold(value) := set() if {
	_is_told(value)
} else := {"?"}

# Blocks of a type that are about the bucket that `value` means, and those of which that cannot be told.
about_bucket(type, value) := [_about[type][index] |
	some key in (bucket_keys(value) | {"?"})
	some index in _about_at[concat("/", [type, key])]
] if {
	_is_told(value)
} else := _about[type]

_is_told(value) if is_string(value)

# `each.value` may be any bucket, and so may a variable.
_is_told(value) if {
	kind := split(value["$unknown"], ".")[0]
	not kind in {"each", "var", "local", "count", "self"}
}

# The account as a whole takes no public access control list, or no public policy.
account_blocks(name) if {
	some found in resources(input, ["aws_s3_account_public_access_block"])
	not is_absent(found.block, name)
	not is_off(found.block[name])
}
