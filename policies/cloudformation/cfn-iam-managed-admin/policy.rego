# METADATA
# title: Somebody holds a policy for administrators
# description: >-
#   AWS's own policies for administrators allow everything, or enough to get to it. Whoever gets the credentials owns the
#   account.
# custom:
#   id: cfn-iam-managed-admin
#   category: cloudformation/iam-wildcard
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Write a policy with the actions that are used.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_managed_admin

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some held in _arns
	effect := _administrators[held.name]
	finding := {
		"at": held.path,
		"subject": sprintf("%s/%s", [held.found.id, held.name]),
		"message": sprintf("%s holds `%s`: it may %s.", [cfn.holder(held.found), held.name, effect]),
	}
}

_administrators := {
	"AdministratorAccess": "do anything in the account",
	"PowerUserAccess": "do anything but manage users and groups",
	"IAMFullAccess": "grant itself whatever it likes",
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
