package groundwire.lib.terraform

# What the wildcards of IAM stand for, by AWS's list of actions.

_wildcards[pattern] := entry if some pattern, entry in input.documents[_].document.iam_wildcards

# Undefined for what is no wildcard, and for one whose parts came together from elsewhere.
wildcard_of(action) := entry if {
	is_string(action)
	contains(action, "*")
	entry := _wildcards[lower(action)]
}

# " (`s3:Put*` is 23 actions, among them `s3:PutBucketPolicy`)", or nothing.
wildcard_note(actions) := sprintf(" (%s)", [concat("; ", array.slice(notes, 0, 2))]) if {
	notes := [note | some action in actions; note := _wildcard_said(action, wildcard_of(action))]
	count(notes) > 0
} else := ""

_wildcard_said(action, entry) := sprintf("`%s` is %d actions, among them `%s`", [action, count(entry.actions), gravest_of(entry)]) if {
	entry.changes > 0
	count(entry.actions) > 1
} else := sprintf("`%s` is `%s`", [action, entry.actions[0]]) if {
	count(entry.actions) == 1
} else := sprintf("`%s` is %d actions that only read", [action, count(entry.actions)]) if {
	count(entry.actions) > 1
} else := sprintf("`%s` is taken by its name: AWS's list of actions does not hold the service", [action]) if {
	not entry.known
}

# One that stands for what the rest can do: a way to every right, a door for others, what deletes, or the first there is.
gravest_of(entry) := [action | some action in entry.actions; lower(action) in _needed_actions][0] if {
	some action in entry.actions
	lower(action) in _needed_actions
} else := [action | some action in entry.actions; lower(action) in _telling_actions][0] if {
	some action in entry.actions
	lower(action) in _telling_actions
} else := entry.actions[0]

_telling_actions := {
	"s3:putbucketpolicy", "s3:deletebucketpolicy", "s3:putobjectacl", "s3:deletebucket", "s3:putobject", "kms:putkeypolicy", "kms:schedulekeydeletion",
	"kms:creategrant", "lambda:addpermission", "sqs:addpermission", "sqs:deletequeue", "sns:addpermission", "sns:deletetopic",
	"secretsmanager:putresourcepolicy", "secretsmanager:deletesecret", "ecr:setrepositorypolicy", "ecr:deleterepository",
	"ec2:authorizesecuritygroupingress", "ec2:terminateinstances", "ec2:deletesnapshot", "rds:deletedbinstance", "rds:deletedbcluster",
	"dynamodb:deletetable", "logs:deleteloggroup", "cloudtrail:stoplogging", "iam:deleterole", "sts:assumerole", "organizations:leaveorganization",
	"dynamodb:putitem", "dynamodb:deleteitem", "dynamodb:updateitem", "eks:deletecluster", "cloudformation:deletestack", "route53:changeresourcerecordsets",
}
