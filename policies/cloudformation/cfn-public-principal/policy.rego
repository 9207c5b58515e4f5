# METADATA
# title: A resource is open to everybody with an AWS account
# description: >-
#   Queues, topics, keys, buckets and images that name everybody are found by those who look for them: messages are read and
#   forged, data are copied.
# custom:
#   id: cfn-public-principal
#   category: cloudformation/public-principal
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the accounts, roles or services, or limit the statement by aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_public_principal

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.resource_statements(input)
	statement.allows
	some principal in cfn.principals(statement)
	cfn.is_everybody(principal)
	not cfn.is_narrowed(statement)
	not _is_blocked(statement.found)
	not _is_reached_from_inside(statement.found)
	finding := {
		"at": cfn.part_path(statement, "Principal"),
		"subject": cfn.statement_name(statement),
		"message": sprintf("Everybody with an AWS account may call %s on `%s` (`%s`)%s.", [_actions(statement), statement.found.id, principal, _until_now(statement)]),
		"severity": _severity(statement),
	}
}

findings contains finding if {
	some statement in cfn.resource_statements(input)
	statement.allows
	object.get(statement.statement, "NotPrincipal", null) != null
	finding := {
		"at": cfn.part_path(statement, "NotPrincipal"),
		"subject": sprintf("%s/NotPrincipal", [statement.found.id]),
		"message": sprintf("Everybody but those in `NotPrincipal` may call %s on `%s`, from any account.", [_actions(statement), statement.found.id]),
	}
}

# What names its principal in a property of its own.
findings contains finding if {
	some found in cfn.resources(input, object.keys(_open_to_all))
	principal := cfn.value_at(found, ["Principal"])
	is_string(principal)
	cfn.is_everybody(principal)
	every narrowing in _open_to_all[found.type].unless {
		cfn.lacks(found, [narrowing])
	}
	finding := cfn.remark(found, ["Principal"], {"message": sprintf("Everybody with an AWS account %s (`Principal` of `%s` is `%s`).", [_open_to_all[found.type].text, found.id, principal])})
}

_open_to_all := {
	"AWS::Lambda::Permission": {"text": "may call the function", "unless": ["SourceArn", "SourceAccount", "PrincipalOrgID", "FunctionUrlAuthType"]},
	"AWS::Lambda::LayerVersionPermission": {"text": "may read the layer, with what is packed into it", "unless": ["OrganizationId"]},
	"AWS::Events::EventBusPolicy": {"text": "may put events on the bus", "unless": ["Condition"]},
}

_actions(statement) := cfn.listed([cfn.text_of(action) | some action in statement.actions]) if count(statement.actions) > 0

_actions(statement) := "everything" if count(statement.actions) == 0

# A bucket, named by its policy, whose settings make such a policy ineffective.
_is_blocked(found) if {
	found.type == "AWS::S3::BucketPolicy"
	some bucket in cfn.resources(input, ["AWS::S3::Bucket"])
	_is_of(found, bucket)
	some setting in ["BlockPublicPolicy", "RestrictPublicBuckets"]
	cfn.is_true(cfn.value_at(bucket, ["PublicAccessBlockConfiguration", setting]))
}

_is_blocked(found) if {
	found.type == "AWS::S3::AccessPoint"
	not cfn.lacks(found, ["VpcConfiguration"])
}

_is_of(policy, bucket) if cfn.referred(policy.properties.Bucket) == bucket.id

_is_of(policy, bucket) if policy.properties.Bucket == bucket.properties.BucketName

# In a VPC only what is inside can reach it.
_is_reached_from_inside(found) if {
	found.type in {"AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"}
	not cfn.lacks(found, ["VPCOptions"])
}

_is_reached_from_inside(found) if found.type == "AWS::EFS::FileSystem"

_until_now(statement) := "; until now it was not open" if {
	cfn.former(statement.found)
	not _was_open(statement)
} else := ""

_was_open(statement) if {
	some old in cfn.resource_statements(data.groundwire.before)
	old.found.id == statement.found.id
	old.allows
	some principal in cfn.principals(old)
	cfn.is_everybody(principal)
}

# To read a bucket of files for everybody may be meant.
_severity(statement) := "medium" if {
	statement.found.type == "AWS::S3::BucketPolicy"
	every action in statement.actions {
		lower(action) in {"s3:getobject", "s3:getobjectversion"}
	}
} else := "high"
