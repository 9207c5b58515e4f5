# METADATA
# title: A policy lets everybody in
# description: >-
#   Whoever finds its name may use it: read it, write to it, or replace it, from any AWS account and some of them with
#   none.
# custom:
#   id: public-principal
#   category: terraform/public-principal
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the accounts and roles that need it, or ask for the organization by a condition.
#   params:
#     allowedResources: []
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.public_principal

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "resource"
	names := tf.open_names(admission)
	count(names) > 0
	not tf.is_narrowed(admission)
	not _is_ineffective(admission.found)
	not _is_allowed(admission.found)
	finding := tf.remark(admission.found, names[0].at, {
		"message": sprintf("`%s` lets %s %s%s.", [admission.found.address, _who(names[0].name), _may(admission), tf.former_who(admission)]),
		"subject": _subject(admission),
		"severity": _severity(admission),
		"confidence": _confidence(admission),
	})
}

# Everybody but some.
findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "resource"
	admission.but
	not tf.is_narrowed(admission)
	not _is_allowed(admission.found)
	finding := tf.remark(admission.found, admission.at, {
		"message": sprintf("`%s` lets everybody %s but those that `NotPrincipal` names.", [admission.found.address, _may(admission)]),
		"subject": _subject(admission),
	})
}

# A function that anybody may call.
findings contains finding if {
	some found in tf.resources(input, ["aws_lambda_permission"])
	tf.is_anybody(found.block.principal)
	every name in ["principal_org_id", "source_account", "source_arn"] {
		object.get(found.block, name, null) in {null, ""}
	}
	object.get(found.block, "function_url_auth_type", "") != "NONE"
	not _is_allowed(found)
	finding := tf.remark(found, array.concat(found.path, ["principal"]), {"message": sprintf("`%s` lets everybody with an AWS account call the function.", [found.address])})
}

# An image, or a disk, that every account may start.
findings contains finding if {
	some found in tf.resources(input, ["aws_ami_launch_permission"])
	found.block.group == "all"
	not _is_allowed(found)
	finding := tf.remark(found, array.concat(found.path, ["group"]), {"message": sprintf("`%s` lets every AWS account start the image and read what is on it.", [found.address])})
}

_who("*") := "everybody"

_who(name) := sprintf("every account (`%s`)", [name]) if name != "*"

_may(admission) := "do everything with it" if {
	some action in admission.actions
	is_string(action)
	trim(action, "*") == ""
} else := sprintf("`%s`", [tf.name_of(admission.actions[0])]) if {
	count(admission.actions) == 1
} else := sprintf("`%s` and %d more actions", [tf.name_of(admission.actions[0]), count(admission.actions) - 1]) if {
	count(admission.actions) > 1
} else := "do what it does not forbid"

# A statement beside others that were open at base is another finding.
_subject(admission) := sprintf("%s/%s", [admission.found.address, tf.name_of(admission.actions[0])]) if {
	count(admission.actions) > 0
	not tf.was_admitted(admission)
	count(tf.past_admissions) > 0
} else := admission.found.address

# To be read by everybody is what some buckets are made for.
_severity(admission) := "medium" if {
	_only_reads(admission)
	_serves_website(admission.found)
} else := "high"

_confidence(admission) := "medium" if {
	_only_reads(admission)
	_is_of_bucket(admission.found)
} else := "high"

_only_reads(admission) if {
	count(admission.actions) > 0
	every action in admission.actions {
		lower(action) in {"s3:getobject", "s3:getobjectversion"}
	}
}

_is_of_bucket(found) if found.type in {"aws_s3_bucket", "aws_s3_bucket_policy"}

_is_of_bucket(found) if found.kind == "data"

_serves_website(found) if {
	found.type in {"aws_s3_bucket", "aws_s3_bucket_policy"}
	count(tf.about_bucket("aws_s3_bucket_website_configuration", _bucket(found))) > 0
}

_serves_website(found) if count(object.get(found.block, "website", [])) > 0

# Of a bucket that takes no public policy AWS refuses it.
_is_ineffective(found) if {
	found.type in {"aws_s3_bucket", "aws_s3_bucket_policy"}
	some block in tf.about_bucket("aws_s3_bucket_public_access_block", _bucket(found))
	some name in ["block_public_policy", "restrict_public_buckets"]
	not tf.is_off(object.get(block.block, name, false))
}

_is_ineffective(found) if {
	found.type in {"aws_s3_bucket", "aws_s3_bucket_policy"}
	some name in ["block_public_policy", "restrict_public_buckets"]
	tf.account_blocks(name)
}

_is_ineffective(found) if {
	found.kind == "module"
	some source in tf.modules(input, tf.bucket_modules)
	source.address == found.address
	not tf.is_off(object.get(found.block, "block_public_policy", true))
}

_bucket(found) := object.get(found.block, "bucket", null) if found.type == "aws_s3_bucket_policy"

_bucket(found) := {"$unknown": sprintf("%s.id", [found.address])} if found.type == "aws_s3_bucket"

# What a team publishes on purpose, by address.
_is_allowed(found) if found.address in data.groundwire.params["public-principal"].allowedResources
