# METADATA
# title: A bucket is open to everybody
# description: >-
#   Names of buckets are guessed and collected. What is in a public one is copied within days, and nobody can take it back.
# custom:
#   id: cfn-s3-public
#   category: cloudformation/s3-public
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep the bucket private with all four public access settings on, and serve what is public through a CDN.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_public

import data.groundwire.lib.cloudformation as cfn

# A list of access that lets everybody in.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	list := cfn.value_at(found, ["AccessControl"])
	said := cfn.public_lists[list]
	not cfn.ignores_lists(found)
	finding := cfn.remark(found, ["AccessControl"], {
		"message": sprintf("`%s` lets %s (`%s`)%s.", [found.id, said.text, list, _former_list(found)]),
		"severity": said.severity,
	})
}

# Settings that keep a bucket private are turned off.
findings contains finding if {
	some found in _with_settings
	off := [name | some name in cfn.block_settings; cfn.is_false(cfn.value_at(found, array.concat(found.settings, [name])))]
	count(off) > 0
	finding := cfn.remark(found, array.concat(found.settings, [off[0]]), {
		"message": sprintf("`%s` turns %s off%s: one policy or list of access can publish what is in it.", [found.id, _names(off), _until_now(found, off)]),
		"subject": sprintf("%s/block", [found.id]),
		"severity": _severity(found, off),
		"confidence": _confidence(found, off),
	})
}

# All four were on, and now nothing says so: the update turns them off.
findings contains finding if {
	some found in _with_settings
	cfn.lacks(found, found.settings)
	former := cfn.former(found)
	on := [name | some name in cfn.block_settings; cfn.is_true(cfn.value_at(former, array.concat(found.settings, [name])))]
	count(on) > 0
	finding := cfn.remark(found, found.settings, {
		"message": sprintf("The public access block of `%s` is gone (%s): a public policy or list of access now takes effect.", [found.id, cfn.listed(on)]),
		"subject": sprintf("%s/block", [found.id]),
	})
}

# Some of them are gone.
findings contains finding if {
	some found in _with_settings
	not cfn.lacks(found, found.settings)
	former := cfn.former(found)
	gone := [name |
		some name in cfn.block_settings
		cfn.is_true(cfn.value_at(former, array.concat(found.settings, [name])))
		cfn.lacks(found, array.concat(found.settings, [name]))
	]
	count(gone) > 0
	finding := cfn.remark(found, found.settings, {
		"message": sprintf("%s of `%s` is not set any more: one policy or list of access can publish what is in it.", [cfn.listed(gone), found.id]),
		"subject": sprintf("%s/settings", [found.id]),
	})
}

_with_settings := [object.union(found, {"settings": ["PublicAccessBlockConfiguration"]}) |
	some found in cfn.resources(input, ["AWS::S3::Bucket", "AWS::S3::AccessPoint", "AWS::S3::MultiRegionAccessPoint"])
]

_names(off) := "all four public access settings" if count(off) == 4

_names(off) := cfn.listed(off) if count(off) < 4

_former_list(found) := sprintf("; before: `%s`", [former]) if {
	former := cfn.value_at(cfn.former(found), ["AccessControl"])
	is_string(former)
	former != cfn.value_at(found, ["AccessControl"])
} else := ""

_until_now(found, off) := "; until now it was on" if {
	_was_on(found, off)
} else := ""

_was_on(found, off) if {
	former := cfn.former(found)
	some name in off
	cfn.is_true(cfn.value_at(former, array.concat(found.settings, [name])))
}

_severity(found, off) := "high" if {
	_was_on(found, off)
} else := "medium"

# A bucket that serves a website is public on purpose.
_confidence(found, off) := "high" if {
	_was_on(found, off)
} else := "medium" if {
	not cfn.lacks(found, ["WebsiteConfiguration"])
} else := "high"
