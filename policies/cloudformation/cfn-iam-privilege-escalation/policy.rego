# METADATA
# title: Somebody may grant themselves more
# description: >-
#   Whoever may attach policies, pass roles or make keys for others has all that those have: a small leak becomes one of the
#   whole account.
# custom:
#   id: cfn-iam-privilege-escalation
#   category: cloudformation/iam-privilege-escalation
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the roles and policies it is about, or limit the statement by a condition and a permissions boundary.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_least_privileges.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_privilege_escalation

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	cfn.is_unrestricted(statement)
	not cfn.is_narrowed(statement)
	not statement.found.id in cfn.boundaries(input)
	ways := [way | some way, _ in _ways; _is_allowed(statement, way)]
	count(ways) > 0
	finding := {
		"at": cfn.part_path(statement, "Action"),
		"subject": sprintf("%s/%s", [statement.found.id, concat(",", ways)]),
		"message": sprintf("%s may call %s on %s: with that it can %s%s%s.", [cfn.holder(statement.found), cfn.listed(ways), cfn.resource_text(statement), _ways[ways[0]], cfn.wildcard_note(statement.actions), cfn.before_text(statement, cfn.past_identity)]),
		"severity": _severity(ways),
	}
}

_ways := {
	"iam:AddUserToGroup": "join a group of administrators",
	"iam:AttachGroupPolicy": "give a group of its own every right",
	"iam:AttachRolePolicy": "give a role that it uses every right",
	"iam:AttachUserPolicy": "give itself every right",
	"iam:CreateAccessKey": "act as any other user",
	"iam:CreateLoginProfile": "act as any other user",
	"iam:CreatePolicyVersion": "write every right into a policy that it holds",
	"iam:PassRole": "hand any role of the account to a service that it controls, and act with that",
	"iam:PutGroupPolicy": "give a group of its own every right",
	"iam:PutRolePolicy": "give a role that it uses every right",
	"iam:PutUserPolicy": "give itself every right",
	"iam:SetDefaultPolicyVersion": "bring back an older and wider version of a policy that it holds",
	"iam:UpdateAssumeRolePolicy": "let itself into any role",
	"iam:UpdateLoginProfile": "act as any other user",
	"sts:AssumeRole": "become any role that trusts the account",
	"lambda:UpdateFunctionCode": "run its own code with the role of any function",
}

# All of everything is told by another rule.
_is_allowed(statement, way) if {
	some action in statement.actions
	is_string(action)
	not cfn.is_every_action(action)
	glob.match(lower(action), [], lower(way))
}

_severity(ways) := "high" if {
	some way in ways
	not way in {"iam:PassRole", "sts:AssumeRole", "lambda:UpdateFunctionCode"}
} else := "medium"
