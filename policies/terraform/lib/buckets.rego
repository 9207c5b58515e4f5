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
	some type in [
		"aws_s3_bucket_ownership_controls", "aws_s3_bucket_public_access_block", "aws_s3_bucket_website_configuration",
		"aws_s3_bucket_versioning", "aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_logging",
		"aws_s3_bucket_lifecycle_configuration",
	]
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

# The modules that make buckets.
bucket_modules := ["terraform-aws-modules/s3-bucket", "cloudposse/s3-bucket"]

# Buckets for which nothing is said: neither in a block of their own (`block`), nor in a resource of its own (`type`).
buckets_without(part) := array.concat(
	[found |
		some found in resources(input, ["aws_s3_bucket"])
		object.get(found.block, part.block, null) in {null, []}
		count(about_bucket(part.type, {"$unknown": sprintf("%s.id", [found.address])})) == 0
	],
	[found |
		some found in modules(input, ["terraform-aws-modules/s3-bucket"])
		object.get(found.block, part.argument, null) in {null, [], {}}
	],
)

# The bucket had it at base, in itself or in a resource that is gone.
bucket_had(part, found) if {
	not object.get(same_block(found), part.block, null) in {null, []}
}

bucket_had(part, found) if {
	not object.get(same_block(found), part.argument, null) in {null, [], {}}
	found.kind == "module"
}

bucket_had(part, found) if {
	some old in resources(data.groundwire.before, [part.type])
	_is_about(old.block.bucket, found)
}

_is_about(value, found) if referred(value) == found.address

_is_about(value, found) if value == found.block.bucket

# What a bucket keeps of what is overwritten or deleted.
bucket_versioning := {"block": "versioning", "type": "aws_s3_bucket_versioning", "argument": "versioning"}

bucket_encryption := {
	"block": "server_side_encryption_configuration",
	"type": "aws_s3_bucket_server_side_encryption_configuration",
	"argument": "server_side_encryption_configuration",
}

bucket_logging := {"block": "logging", "type": "aws_s3_bucket_logging", "argument": "logging"}

bucket_lifecycle := {"block": "lifecycle_rule", "type": "aws_s3_bucket_lifecycle_configuration", "argument": "lifecycle_rule"}

# Buckets that take the access logs of others.
log_buckets contains key if {
	some found in resources(input, ["aws_s3_bucket_logging"])
	some key in bucket_keys(found.block.target_bucket)
}

log_buckets contains key if {
	some found in resources(input, ["aws_s3_bucket"])
	some logging in found.block.logging
	some key in bucket_keys(logging.target_bucket)
}

log_buckets contains key if {
	some found in resources(input, ["aws_s3_bucket_acl"])
	found.block.acl == "log-delivery-write"
	some key in bucket_keys(found.block.bucket)
}

log_buckets contains found.address if {
	some found in resources(input, ["aws_s3_bucket"])
	found.block.acl == "log-delivery-write"
}
