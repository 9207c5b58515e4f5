# METADATA
# title: Somebody holds a policy for all of a service
# description: >-
#   Policies whose name ends in FullAccess allow every action on every resource of a service, and often some of its
#   neighbours.
# custom:
#   id: cfn-iam-managed-full-access
#   category: cloudformation/iam-wildcard
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Write a policy with the actions that are used.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_managed_full_access

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some held in _arns
	endswith(held.name, "FullAccess")
	held.name != "IAMFullAccess"
	finding := {
		"at": held.path,
		"subject": sprintf("%s/%s", [held.found.id, held.name]),
		"message": sprintf("%s holds `%s`: it may change and delete everything that the service has in the account.", [cfn.holder(held.found), held.name]),
	}
}

_arns := [{"found": found, "path": array.concat(found.path, [property, index]), "name": name} |
	some found in cfn.resources(input, object.keys(_lists))
	some property in _lists[found.type]
	some index, arn in cfn.as_list(object.get(found.properties, property, []))
	name := _name(cfn.text_of(arn))
]

# The last part of `arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess`, and what SAM takes for short.
_name(text) := parts[count(parts) - 1] if {
	contains(text, ":aws:policy/")
	parts := split(text, "/")
}

_name(text) := text if regex.match(`^[A-Za-z]{4,64}$`, text)

_lists := {
	"AWS::IAM::Role": ["ManagedPolicyArns"],
	"AWS::IAM::User": ["ManagedPolicyArns"],
	"AWS::IAM::Group": ["ManagedPolicyArns"],
	"AWS::SSO::PermissionSet": ["ManagedPolicies"],
	"AWS::Serverless::Function": ["Policies"],
	"AWS::Serverless::StateMachine": ["Policies"],
}
