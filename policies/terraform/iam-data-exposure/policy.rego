# METADATA
# title: A policy opens data, credentials or rights of the whole account
# description: >-
#   Credentials with such a policy read every secret or object, hand out keys, or give others access, wherever in the
#   account that is.
# custom:
#   id: iam-data-exposure
#   category: terraform/iam-data-exposure
#   severity: medium
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the resources, or limit the statement by a condition.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_least_privileges.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_data_exposure

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some statement in tf.unbounded_statements(tf.current_statements)
	some reason in _reasons
	about := [action |
		some action in statement.actions
		is_string(action)
		not tf.is_every_action(action)
		_opens(lower(action), reason.actions)
	]
	count(about) > 0
	finding := tf.remark(statement.found, tf.action_place(statement, about), {
		"message": sprintf("%s may %s on %s: %s%s%s.", [
			statement.holder,
			tf.action_list(about),
			tf.resource_text(statement),
			reason.means,
			tf.wildcard_note(about),
			tf.before_text(statement),
		]),
		"subject": sprintf("%s/%s", [statement.found.address, reason.part]),
	})
}

_opens(pattern, actions) if {
	not contains(pattern, "*")
	pattern in actions
}

_opens(pattern, actions) if {
	contains(pattern, "*")
	some action in actions
	tf.holds(pattern, action)
}

_reasons := [
	{"part": "credentials", "means": "it hands out credentials of others", "actions": {
		"chime:createapikey", "codepipeline:pollforjobs", "cognito-identity:getcredentialsforidentity", "cognito-identity:getopenidtoken",
		"cognito-identity:getopenidtokenfordeveloperidentity", "connect:getfederationtoken", "connect:getfederationtokens", "ec2:getpassworddata",
		"gamelift:getcomputeauthtoken", "gamelift:requestuploadcredentials", "iam:createaccesskey", "iam:createloginprofile",
		"iam:createservicespecificcredential", "iam:resetservicespecificcredential", "iam:updateaccesskey", "iam:updateloginprofile",
		"lightsail:createbucketaccesskey", "lightsail:downloaddefaultkeypair", "lightsail:getbucketaccesskeys", "lightsail:getinstanceaccessdetails",
		"lightsail:getkeypair", "lightsail:getrelationaldatabasemasteruserpassword", "mediapackage:rotatechannelcredentials",
		"mediapackage:rotateingestendpointcredentials", "rds-db:connect", "redshift:createclusteruser", "redshift:getclustercredentials",
		"snowball:getjobunlockcode", "sso:getrolecredentials", "storagegateway:describechapcredentials", "sts:assumerole",
		"sts:assumerolewithsaml", "sts:assumerolewithwebidentity", "sts:getfederationtoken",
	}},
	{"part": "data", "means": "it reads what is stored there, whoever it belongs to", "actions": {
		"athena:getqueryresults", "dynamodb:exporttabletopointintime", "ec2:createsnapshot", "rds:copydbclustersnapshot", "rds:copydbsnapshot",
		"rds:createdbsnapshot", "rds:startexporttask", "s3:getobject", "s3:getobjectversion", "secretsmanager:getsecretvalue", "ssm:getparameter",
		"ssm:getparameterhistory", "ssm:getparameters", "ssm:getparametersbypath",
	}},
	{"part": "access", "means": "it gives others access to them", "actions": {
		"acm-pca:putpolicy", "backup:putbackupvaultaccesspolicy", "cloudformation:setstackpolicy", "codeartifact:putdomainpermissionspolicy",
		"codeartifact:putrepositorypermissionspolicy", "codebuild:putresourcepolicy", "ec2:createnetworkinterfacepermission", "ec2:modifyimageattribute",
		"ec2:modifysnapshotattribute", "ec2:modifyvpcendpointservicepermissions", "ecr:setrepositorypolicy", "elasticfilesystem:putfilesystempolicy",
		"es:updateelasticsearchdomainconfig", "events:putpermission", "glacier:setvaultaccesspolicy", "glue:putresourcepolicy",
		"iam:attachgrouppolicy", "iam:attachrolepolicy", "iam:attachuserpolicy", "iam:createpolicyversion", "iam:putgrouppolicy", "iam:putrolepolicy",
		"iam:putuserpolicy", "iam:setdefaultpolicyversion", "iam:updateassumerolepolicy", "kms:creategrant", "kms:putkeypolicy",
		"lakeformation:grantpermissions", "lakeformation:putdatalakesettings", "lambda:addlayerversionpermission", "lambda:addpermission",
		"logs:putresourcepolicy", "ram:createresourceshare", "rds:modifydbclustersnapshotattribute", "rds:modifydbsnapshotattribute",
		"redshift:authorizesnapshotaccess", "s3:bypassgovernanceretention", "s3:putaccesspointpolicy", "s3:putbucketacl", "s3:putbucketpolicy",
		"s3:putbucketpublicaccessblock", "s3:putobjectacl", "secretsmanager:putresourcepolicy", "sns:addpermission", "sqs:addpermission",
		"ssm:modifydocumentpermission",
	}},
]
