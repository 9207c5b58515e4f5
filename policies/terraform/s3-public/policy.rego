# METADATA
# title: A bucket is open to everybody
# description: >-
#   Names of buckets are guessed and collected. What is in a public one is copied within days, and nobody can take it back.
# custom:
#   id: s3-public
#   category: terraform/s3-public
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the bucket private with all four public access settings on, and serve what is public through a CDN.
#   params:
#     allowedBuckets: []
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_public

import data.groundwire.lib.terraform as tf

# An access control list that lets everybody in, where nothing makes it ineffective.
findings contains finding if {
	some list in _public_lists
	not _is_ineffective(list.bucket)
	not _is_allowed(list.found, list.bucket)
	finding := tf.remark(list.found, list.at, {
		"message": sprintf("`%s` lets %s%s.", [list.found.address, _who_may_what[list.grants].text, _former_list(list)]),
		"subject": sprintf("%s%s", [list.found.address, _who_may_what[list.grants].part]),
		"severity": _who_may_what[list.grants].severity,
	})
}

# The settings that keep a bucket private are turned off, or made and never turned on.
findings contains finding if {
	some found in _access_blocks
	off := [name | some name in _settings; _is_off(found, name)]
	count(off) > 0
	not _is_allowed(found, object.get(found.block, "bucket", null))
	finding := tf.remark(found, _place(found, off), {
		"message": sprintf("`%s` turns %s off%s%s.", [found.address, _names(off), _effect(off), _former_settings(found, off)]),
		"subject": sprintf("%s%s", [found.address, _part(found)]),
		"severity": _block_severity(found, off),
		"confidence": _block_confidence(found, off),
	})
}

# A block that was there at base is gone, while its bucket stays.
findings contains finding if {
	some old in tf.resources(data.groundwire.before, ["aws_s3_bucket_public_access_block"])
	_blocked(old.block)
	some found in tf.resources(input, ["aws_s3_bucket"])
	tf.referred(old.block.bucket) == found.address
	count(tf.about_bucket("aws_s3_bucket_public_access_block", {"$unknown": sprintf("%s.id", [found.address])})) == 0
	finding := tf.remark(found, found.path, {
		"message": sprintf("The public access block of `%s` (`%s`) is gone: a public policy or access control list now takes effect.", [found.address, old.address]),
		"subject": sprintf("%s/block", [found.address]),
	})
}

_blocked(block) if {
	some name in _settings
	tf.is_on(block[name])
}

_who_may_what := {
	"public-read": {"text": "everybody on the internet read it", "part": "", "severity": "high"},
	"public-read-write": {"text": "everybody on the internet read and overwrite it", "part": "/write", "severity": "critical"},
	"authenticated-read": {"text": "everybody with any AWS account read it", "part": "/accounts", "severity": "high"},
}

# Canned lists by argument, and grants to the groups that stand for everybody.
_public_lists := array.concat(array.concat(_canned_lists, _canned_lists_of_modules), _granted_lists)

_canned_lists := [{"found": found, "at": array.concat(found.path, ["acl"]), "grants": found.block.acl, "bucket": _bucket_of(found)} |
	some found in tf.resources(input, ["aws_s3_bucket", "aws_s3_bucket_acl"])
	_who_may_what[found.block.acl]
]

_canned_lists_of_modules := [{"found": found, "at": array.concat(found.path, ["acl"]), "grants": found.block.acl, "bucket": _bucket_of(found)} |
	some found in tf.modules(input, _modules)
	_who_may_what[found.block.acl]
	not _module_blocks(found)
]

_modules := ["terraform-aws-modules/s3-bucket", "cloudposse/s3-bucket"]

# Both modules block public access unless they are told not to.
_module_blocks(found) if {
	some name in ["ignore_public_acls", "block_public_acls"]
	not tf.is_off(object.get(found.block, name, true))
}

_granted_lists := array.concat(
	[{"found": found, "at": array.concat(found.path, ["grant", index, "uri"]), "grants": _granted(grant.uri, grant.permissions), "bucket": _bucket_of(found)} |
		some found in tf.resources(input, ["aws_s3_bucket"])
		some index, grant in found.block.grant
	],
	[{
		"found": found,
		"at": array.concat(found.path, ["access_control_policy", 0, "grant", index, "grantee", 0, "uri"]),
		"grants": _granted(grant.grantee[0].uri, [grant.permission]),
		"bucket": _bucket_of(found),
	} |
		some found in tf.resources(input, ["aws_s3_bucket_acl"])
		some index, grant in found.block.access_control_policy[0].grant
	],
)

_granted(uri, permissions) := "public-read-write" if {
	endswith(uri, "/groups/global/AllUsers")
	some permission in permissions
	permission in {"WRITE", "WRITE_ACP", "FULL_CONTROL"}
} else := "public-read" if {
	endswith(uri, "/groups/global/AllUsers")
} else := "authenticated-read" if {
	endswith(uri, "/groups/global/AuthenticatedUsers")
}

_bucket_of(found) := object.get(found.block, "bucket", null) if {
	found.type == "aws_s3_bucket_acl"
} else := {"$unknown": sprintf("%s.id", [found.address])}

# Public access is blocked for the bucket or the account, or the bucket takes no lists.
_is_ineffective(bucket) if {
	some block in tf.about_bucket("aws_s3_bucket_public_access_block", bucket)
	some name in ["ignore_public_acls", "block_public_acls"]
	not tf.is_off(object.get(block.block, name, false))
}

_is_ineffective(bucket) if {
	some controls in tf.about_bucket("aws_s3_bucket_ownership_controls", bucket)
	controls.block.rule[0].object_ownership == "BucketOwnerEnforced"
}

_is_ineffective(_) if tf.account_blocks("ignore_public_acls")

_is_ineffective(_) if tf.account_blocks("block_public_acls")

_settings := ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]

_access_blocks := array.concat(
	tf.resources(input, ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"]),
	tf.modules(input, _modules),
)

_is_off(found, name) if tf.is_off(found.block[name])

# A block that turns nothing on blocks nothing; one that turns something on is taken at its word.
_is_off(found, _) if {
	found.kind == "resource"
	every setting in _settings {
		tf.is_absent(found.block, setting)
	}
}

_place(found, off) := array.concat(found.path, [[name | some name in off; not tf.is_absent(found.block, name)][0]])

_place(found, off) := found.path if {
	every name in off {
		tf.is_absent(found.block, name)
	}
}

_names(off) := "all four public access settings" if count(off) == 4

_names(off) := concat(", ", [sprintf("`%s`", [name]) | some name in off]) if count(off) < 4

_effect(off) := ": the next policy or access control list can publish everything in it" if count(off) == 4

_effect(off) := ": a policy can publish everything in it" if {
	count(off) < 4
	_policies_pass(off)
}

_effect(off) := ": an access control list can publish what is in it" if {
	count(off) < 4
	not _policies_pass(off)
}

_policies_pass(off) if {
	some name in off
	name in {"block_public_policy", "restrict_public_buckets"}
}

_part(found) := "" if found.kind == "resource"

_part(found) := "/block" if found.kind == "module"

_block_severity(found, off) := "high" if {
	_had(found, off)
} else := "low" if {
	_is_callers_choice(found, off)
} else := "high" if {
	found.type == "aws_s3_account_public_access_block"
} else := "medium"

# A bucket that serves a website is public on purpose, as far as its readers go.
_block_confidence(found, off) := "low" if {
	not _had(found, off)
	_is_callers_choice(found, off)
} else := "medium" if {
	_serves_website(found)
} else := "high"

_is_callers_choice(found, off) if {
	every name in off {
		tf.is_callers_choice(found, name)
	}
}

_serves_website(found) if count(tf.about_bucket("aws_s3_bucket_website_configuration", found.block.bucket)) > 0

_serves_website(found) if {
	some bucket in tf.resources(input, ["aws_s3_bucket"])
	bucket.address == tf.referred(found.block.bucket)
	count(bucket.block.website) > 0
}

_serves_website(found) if count(object.get(found.block, "website", {})) > 0

_had(found, off) if {
	some name in off
	tf.is_on(tf.same_block(found)[name])
}

_former_list(list) := sprintf("; before: `%s`", [former]) if {
	former := tf.same_block(list.found).acl
	is_string(former)
	former != list.found.block.acl
} else := ""

_former_settings(found, off) := "; until now it was blocked" if _had(found, off)

_former_settings(found, off) := "" if not _had(found, off)

# Buckets that a team publishes on purpose, by name or address.
_is_allowed(found, bucket) if {
	some allowed in data.groundwire.params["s3-public"].allowedBuckets
	allowed in (tf.bucket_keys(bucket) | {found.address, object.get(found.block, "bucket", "")})
}
