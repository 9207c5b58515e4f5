# METADATA
# title: Rights are given to a user by name
# description: >-
#   Rights that hang on single users are never reviewed together, and stay when the person changes teams. Users also have
#   keys that live for ever.
# custom:
#   id: cfn-iam-user-policy
#   category: cloudformation/iam-user-policy
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Give the rights to a role or a group that the user is a member of.
# related_resources:
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_user_policy

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, object.keys(_lists))
	some property in _lists[found.type]
	list := cfn.as_list(object.get(found.properties, property, []))
	count(list) > 0
	finding := cfn.remark(found, [property], {
		"message": sprintf("%s: rights of single users are not reviewed with anybody else's.", [_said(found, property, list)]),
		"subject": sprintf("%s/%s", [found.id, property]),
	})
}

_lists := {
	"AWS::IAM::User": ["Policies", "ManagedPolicyArns"],
	"AWS::IAM::Policy": ["Users"],
	"AWS::IAM::ManagedPolicy": ["Users"],
	"AWS::IAM::UserPolicy": ["UserName"],
}

_said(found, property, _) := sprintf("The user `%s` has rights of its own (`%s`)", [found.id, property]) if found.type == "AWS::IAM::User"

_said(found, _, list) := sprintf("`%s` is attached to %s by name", [found.id, cfn.listed([cfn.text_of(user) | some user in list])]) if found.type != "AWS::IAM::User"
