package groundwire.lib.terraform

# Which resources are about the same bucket.

# The names a bucket goes by in a module, from the value that refers to it: the address of its block and its name.
bucket_keys(value) := _own_keys(value) | {address |
	some found in _buckets
	found.block.bucket == value
	is_string(value)
	address := found.address
} | {name |
	some found in _buckets
	found.address == referred(value)
	name := found.block.bucket
	is_string(name)
}

_buckets := resources(input, ["aws_s3_bucket"])

_own_keys(value) := {value} if is_string(value)

_own_keys(value) := {referred(value)} if referred(value)

# Blocks of a type that are about the bucket that `value` means, and those of which that cannot be told.
about_bucket(type, value) := [found |
	some found in resources(input, [type])
	_may_be_same(found.block.bucket, value)
]

_may_be_same(a, b) if count(bucket_keys(a) & bucket_keys(b)) > 0

_may_be_same(a, _) if not _is_told(a)

_may_be_same(_, b) if not _is_told(b)

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
