package groundwire.lib.terraform

# What is known of AWS's actions: https://docs.aws.amazon.com/service-authorization/latest/reference/

# Who has them has the account.
ways_to_more := {"account", "iam", "identitystore", "organizations", "sso", "sso-directory", "sts"}

# Services where a wildcard for everything is the loss of data or of what runs, and what that is.
service_consequences := {
	"acm-pca": "issuing certificates that everybody trusts",
	"backup": "deleting every backup",
	"cloudformation": "deleting any stack",
	"cloudtrail": "ending the record of what is done",
	"cognito-idp": "deleting any pool of users",
	"dynamodb": "reading and deleting any table",
	"ec2": "ending any instance and opening any network",
	"ecr": "replacing any image",
	"ecs": "running anything as any task role",
	"eks": "deleting any cluster",
	"elasticfilesystem": "deleting any file system",
	"kms": "decrypting with any key, and deleting it",
	"lambda": "replacing the code of any function",
	"rds": "deleting any database and its snapshots",
	"redshift": "deleting any warehouse",
	"route53": "pointing any name elsewhere",
	"s3": "reading, deleting and publishing any bucket",
	"secretsmanager": "reading every secret",
	"sns": "deleting any topic",
	"sqs": "reading and deleting any queue",
	"ssm": "reading every parameter and running commands on every instance",
}

grave_services := ways_to_more | object.keys(service_consequences)

# Services that know no resources, or none that a policy could name.
_without_resources := {
	"aws-marketplace", "aws-portal", "ce", "comprehend", "compute-optimizer", "consolidatedbilling", "cur", "ec2messages", "freetier", "health",
	"mobileanalytics", "notifications", "pi", "polly", "pricing", "resource-explorer-2", "resource-groups", "savingsplans", "servicequotas",
	"ssmmessages", "support", "tag", "textract", "transcribe", "translate", "trustedadvisor", "xray",
}

# Actions with which AWS takes no resource but `*`, apart from those that list and describe.
_without_resource := {
	"acm:getaccountconfiguration", "acm:requestcertificate", "cloudformation:createuploadbucket", "cloudformation:estimatetemplatecost",
	"cloudformation:gettemplatesummary", "cloudformation:validatetemplate", "cloudtrail:lookupevents", "cloudwatch:getmetricdata",
	"cloudwatch:getmetricstatistics", "cloudwatch:getmetricwidgetimage", "cloudwatch:putmetricdata", "ec2:disassociateaddress",
	"ec2:getebsdefaultkmskeyid", "ec2:getebsencryptionbydefault", "ec2:unassignprivateipaddresses", "ecr:createrepository", "ecr:getauthorizationtoken",
	"ecr:getregistrypolicy", "ecr:putregistrypolicy", "ecr-public:getauthorizationtoken", "ecs:createcluster", "ecs:deregistertaskdefinition",
	"ecs:discoverpollendpoint", "ecs:registertaskdefinition", "eks:createcluster", "iam:createaccountalias", "iam:createvirtualmfadevice",
	"iam:generatecredentialreport", "iam:getaccountauthorizationdetails", "iam:getaccountpasswordpolicy", "iam:getaccountsummary",
	"iam:getcredentialreport", "kms:connectcustomkeystore", "kms:createkey", "kms:generaterandom", "lambda:createeventsourcemapping",
	"lambda:getaccountsettings", "logs:createlogdelivery", "logs:deletelogdelivery", "logs:deleteresourcepolicy", "logs:getlogdelivery",
	"logs:putquerydefinition", "logs:putresourcepolicy", "logs:stopquery", "logs:updatelogdelivery", "route53:createhealthcheck",
	"route53:createhostedzone", "route53:getgeolocation", "route53:gethealthcheckcount", "route53:gethostedzonecount", "route53:testdnsanswer",
	"s3:createjob", "s3:getaccountpublicaccessblock", "s3:headbucket", "s3:putaccountpublicaccessblock", "secretsmanager:batchgetsecretvalue",
	"secretsmanager:getrandompassword", "ses:getsendquota", "ses:getsendstatistics", "ses:verifydomainidentity", "ses:verifyemailidentity",
	"shield:getsubscriptionstate", "ssm:cancelcommand", "ssm:getcommandinvocation", "ssm:getdeployablepatchsnapshotforinstance", "ssm:getmanifest",
	"ssm:putcomplianceitems", "ssm:putconfigurepackageresult", "ssm:putinventory", "ssm:updateinstanceinformation", "states:sendtaskfailure",
	"states:sendtaskheartbeat", "states:sendtasksuccess", "sts:decodeauthorizationmessage", "sts:getaccesskeyinfo", "sts:getcalleridentity",
	"sts:getservicebearertoken", "sts:getsessiontoken",
}

# All actions that begin so, wildcards included, take no resource.
_beginnings_without_resource := {
	"autoscaling:describe", "cloudwatch:describe", "cloudwatch:get", "cloudwatch:list", "elasticloadbalancing:describe", "sts:get",
}

# What makes a wildcard on resources grave: what is done, and what that means.
_grave := [
	{"severity": "high", "means": "any role of the account can be passed on, an administrator's too", "actions": {"iam:passrole"}},
	{"severity": "high", "means": "any role that trusts the account can be taken on", "actions": {"sts:assumerole"}},
	{"severity": "high", "means": "every secret of the account can be read", "actions": {"secretsmanager:getsecretvalue"}},
	{"severity": "high", "means": "every key can be deleted, and with it all that it encrypts", "actions": {"kms:disablekey", "kms:putkeypolicy", "kms:schedulekeydeletion"}},
	{"severity": "high", "means": "commands can be run on every instance", "actions": {"ssm:sendcommand"}},
	{"severity": "high", "means": "a session can be opened on every instance", "actions": {"ssm:startsession"}},
	{"severity": "high", "means": "every bucket can be emptied, deleted or made public", "actions": {
		"s3:deletebucket", "s3:deletebucketpolicy", "s3:deleteobject", "s3:deleteobjectversion", "s3:putbucketacl", "s3:putbucketpolicy", "s3:putbucketpublicaccessblock",
	}},
	{"severity": "high", "means": "every database can be deleted", "actions": {
		"dynamodb:deletetable", "elasticache:deletereplicationgroup", "rds:deletedbcluster", "rds:deletedbinstance", "rds:deletedbsnapshot",
	}},
	{"severity": "medium", "means": "the objects of every bucket can be read", "actions": {"s3:getobject"}},
	{"severity": "medium", "means": "the objects of every bucket can be replaced", "actions": {"s3:putobject"}},
	{"severity": "medium", "means": "every table can be read or written", "actions": {
		"dynamodb:batchgetitem", "dynamodb:batchwriteitem", "dynamodb:deleteitem", "dynamodb:getitem", "dynamodb:putitem", "dynamodb:query",
		"dynamodb:scan", "dynamodb:updateitem",
	}},
	{"severity": "medium", "means": "every parameter can be read, secrets among them", "actions": {
		"ssm:getparameter", "ssm:getparameterhistory", "ssm:getparameters", "ssm:getparametersbypath",
	}},
	{"severity": "medium", "means": "every queue can be read or emptied", "actions": {"sqs:deletemessage", "sqs:deletequeue", "sqs:purgequeue", "sqs:receivemessage"}},
	{"severity": "medium", "means": "every instance can be ended", "actions": {"ec2:terminateinstances"}},
	{"severity": "medium", "means": "every stack can be deleted", "actions": {"cloudformation:deletestack"}},
]

# Why actions, which may have wildcards, are grave on every resource: each reason with those it is about, the worst first.
grave_reasons(actions) := [{"severity": reason.severity, "means": reason.means, "actions": about} |
	held := {action: _held(lower(action)) | some action in actions}
	some reason in _grave
	about := [action | some action in actions; count(held[action] & reason.actions) > 0]
	count(about) > 0
]

# On every resource the action is grave, or some of those that it holds.
is_grave(action) if count(_held(lower(action))) > 0

_every_grave_action := {action | some reason in _grave; some action in reason.actions}

# The grave actions that a pattern holds.
_held(pattern) := {pattern} & _every_grave_action if not contains(pattern, "*")

_held(pattern) := {action |
	some action in _every_grave_action
	startswith(action, parts[0])
	endswith(action, parts[count(parts) - 1])
	every part in parts {
		contains(action, part)
	}
} if {
	contains(pattern, "*")
	parts := split(pattern, "*")
}

# Nothing narrower than `*` can be written, or little were won by it.
is_unrestrictable(action) if {
	[service, _] := split(lower(action), ":")
	service in _without_resources
}

is_unrestrictable(action) if lower(action) in _without_resource

is_unrestrictable(action) if {
	some beginning in _beginnings_without_resource
	startswith(lower(action), beginning)
}

# To list and describe one by one is to look around.
is_unrestrictable(action) if {
	[_, verb] := split(lower(action), ":")
	some beginning in ["describe", "list"]
	startswith(verb, beginning)
	not contains(verb, "*")
}
