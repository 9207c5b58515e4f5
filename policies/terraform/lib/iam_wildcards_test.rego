package groundwire.lib.terraform_iam_wildcards_test

import data.groundwire.lib.terraform as tf

_put := {"known": true, "permissions": 2, "changes": 3, "actions": ["s3:PutAccessGrantsInstanceResourcePolicy", "s3:PutBucketPolicy", "s3:PutObject"]}

_module := {"documents": [{"document": {"iam_wildcards": {
	"s3:put*": _put,
	"s3:list*": {"known": true, "permissions": 0, "changes": 0, "actions": ["s3:ListJobs", "s3:ListBucket"]},
	"s3:putobject*": {"known": true, "permissions": 0, "changes": 1, "actions": ["s3:PutObject"]},
	"warp:*": {"known": false, "permissions": 0, "changes": 0, "actions": []},
}}}]}

test_what_wildcards_stand_for if {
	tf.wildcard_note(["s3:Put*"]) == " (`s3:Put*` is 3 actions, among them `s3:PutBucketPolicy`)" with input as _module
	tf.wildcard_note(["s3:List*", "s3:PutObject*"]) == " (`s3:List*` is 2 actions that only read; `s3:PutObject*` is `s3:PutObject`)" with input as _module
	tf.wildcard_note(["warp:*"]) == " (`warp:*` is taken by its name: AWS's list of actions does not hold the service)" with input as _module
}

test_what_is_no_wildcard_or_was_not_looked_up if {
	tf.wildcard_note(["s3:PutObject", "sqs:*", {"$unknown": "var.action"}]) == "" with input as _module
	tf.wildcard_note(["s3:Put*"]) == "" with input as {"documents": [{"document": {}}]}
}

test_the_gravest if {
	tf.gravest_of(_put) == "s3:PutBucketPolicy"
	tf.gravest_of({"actions": ["iam:DeleteRole", "iam:PutRolePolicy"]}) == "iam:PutRolePolicy"
	tf.gravest_of({"actions": ["x:Make", "x:Break"]}) == "x:Make"
}
