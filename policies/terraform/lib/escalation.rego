package groundwire.lib.terraform

# Ways from a few actions to every right: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-deprecated.html tells
# what passing a role means; each way is what the actions do, one after the other.

escalations := array.concat(_single_steps, _passed_roles)

# One action is enough where nothing bounds what it is done to.
_single_steps := [
	{"needs": ["iam:createpolicyversion"], "means": "it writes a new version of any policy, its own among them"},
	{"needs": ["iam:setdefaultpolicyversion"], "means": "it brings any old version of a policy back"},
	{"needs": ["iam:attachuserpolicy"], "means": "it attaches any policy to any user"},
	{"needs": ["iam:attachgrouppolicy"], "means": "it attaches any policy to any group"},
	{"needs": ["iam:attachrolepolicy"], "means": "it attaches any policy to any role, its own among them"},
	{"needs": ["iam:putuserpolicy"], "means": "it writes any right into any user"},
	{"needs": ["iam:putgrouppolicy"], "means": "it writes any right into any group"},
	{"needs": ["iam:putrolepolicy"], "means": "it writes any right into any role, its own among them"},
	{"needs": ["iam:addusertogroup"], "means": "it puts itself into the group of the administrators"},
	{"needs": ["iam:createaccesskey"], "means": "it makes keys for any user, an administrator too"},
	{"needs": ["iam:createloginprofile"], "means": "it gives any user a password"},
	{"needs": ["iam:updateloginprofile"], "means": "it sets the password of any user, an administrator too"},
	{"needs": ["iam:updateassumerolepolicy"], "means": "it lets itself take on any role"},
	{"needs": ["iam:deleterolepermissionsboundary"], "means": "it removes the bounds of any role"},
	{"needs": ["iam:deleteuserpermissionsboundary"], "means": "it removes the bounds of any user"},
	{"needs": ["lambda:updatefunctioncode"], "means": "it runs its own code with the role of any function"},
	{"needs": ["glue:updatedevendpoint"], "means": "it opens a shell with the role of any development endpoint"},
]

# A role that may be passed to something that runs what one gives it.
_passed_roles := [{"needs": array.concat(["iam:passrole"], needs), "means": sprintf("it starts %s with any role and has that role's rights", [what])} |
	some [needs, what] in [
		[["ec2:runinstances"], "an instance"],
		[["lambda:createfunction", "lambda:invokefunction"], "a function"],
		[["lambda:createfunction", "lambda:createeventsourcemapping"], "a function"],
		[["lambda:createfunction", "lambda:addpermission"], "a function"],
		[["glue:createdevendpoint"], "a development endpoint"],
		[["glue:createjob", "glue:startjobrun"], "a Glue job"],
		[["cloudformation:createstack"], "a stack"],
		[["datapipeline:createpipeline", "datapipeline:putpipelinedefinition"], "a pipeline"],
		[["sagemaker:createnotebookinstance", "sagemaker:createpresignednotebookinstanceurl"], "a notebook"],
		[["sagemaker:createtrainingjob"], "a training job"],
		[["ecs:registertaskdefinition", "ecs:runtask"], "a task"],
		[["ecs:registertaskdefinition", "ecs:startservice"], "a service"],
		[["codebuild:createproject", "codebuild:startbuild"], "a build"],
		[["codestar:createproject"], "a project"],
		[["autoscaling:createlaunchconfiguration", "autoscaling:createautoscalinggroup"], "instances"],
		[["states:createstatemachine", "states:startexecution"], "a state machine"],
	]
]

# Does a pattern hold an action, both in lower case?
holds(pattern, action) if pattern == action

holds(pattern, action) if {
	contains(pattern, "*")
	parts := split(pattern, "*")
	startswith(action, parts[0])
	endswith(action, parts[count(parts) - 1])
	every part in parts {
		contains(action, part)
	}
}

# The statement is for everything of the kind: `*`, or all roles, users, groups or policies of an account.
is_unbounded(statement) if is_unrestricted(statement)

is_unbounded(statement) if {
	some resource in statement.resources
	is_string(resource)
	parts := split(resource, ":")
	parts[0] == "arn"
	parts[2] == "iam"
	parts[5] in {"role/*", "user/*", "group/*", "policy/*"}
}

# Statements whose holder is somebody who acts, and that nothing bounds.
unbounded_statements(list) := [statement |
	some statement in list
	not statement.is_boundary
	not statement.is_resource_policy
	not statement.has_principal
	not statement.has_condition
	is_unbounded(statement)
]

# Ways that the statements of one holder leave open: each with the actions as they are written, and where the first one is.
open_escalations(list) := [{"means": way.means, "needs": way.needs, "actions": [step.action | some step in steps], "statement": list[steps[0].index]} |
	written := _written_actions(list)
	some steps_by_need in _steps_by_holder(written)
	some way in escalations
	every need in way.needs {
		steps_by_need[need]
	}
	steps := [steps_by_need[need] | some need in way.needs]
]

# The actions of all statements in lower case, with the number of their statement.
_written_actions(list) := [{"index": index, "address": statement.found.address, "action": action, "pattern": lower(action)} |
	some index, statement in list
	some action in statement.actions
	is_string(action)
	not is_every_action(action)
]

_needed_actions := {need | some way in escalations; some need in way.needs}

# By holder: the first action that holds each of those that are needed. A wildcard for all of IAM is iam-wildcard-action.
_steps_by_holder(written) := {address: steps |
	addresses := {one.address | some one in written}
	some address in addresses
	own := [one | some one in written; one.address == address]
	steps := {need: step |
		some need in _needed_actions
		step := [one | some one in own; holds(one.pattern, need); not _is_all_of_iam(one.pattern, need)][0]
	}
	count(steps) > 0
}

_is_all_of_iam("iam:*", need) if startswith(need, "iam:")
