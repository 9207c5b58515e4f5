# METADATA
# description: What records who called.
package groundwire.lib.terraform_no_access_logs

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_lb": _lb,
	"aws_alb": _lb,
	"aws_elb": [
		{
			"path": ["access_logs", "bucket"], "missing": "always", "part": "access_logs",
			"says": "writes no access log: who called what before an outage cannot be told",
		},
		{
			"path": ["access_logs", "enabled"], "not": {"false"}, "part": "enabled", "set": true, "says": "turns its access log off",
		},
	],
	"aws_api_gateway_stage": _api_gateway_stage,
	"aws_apigatewayv2_stage": _api_gateway_stage,
	"aws_api_gateway_method_settings": [
		{
			"path": ["settings", "logging_level"], "not": {"off"}, "missing": "always", "part": "level", "set": "ERROR",
			"says": "logs no errors of its methods",
		},
	],
	"aws_cloudfront_distribution": [
		{
			"path": ["logging_config", "bucket"], "missing": "always",
			"companions": [{"type": "aws_cloudwatch_log_delivery_source", "by": ["resource_arn"], "where": [{"path": ["log_type"], "in": {"access_logs"}}], "also": "aws_cloudwatch_log_delivery"}],
			"part": "logging_config", "says": "writes no access log: who called what before an outage cannot be told",
		},
	],
	"aws_msk_cluster": [
		{
			"path": ["logging_info", "broker_logs"], "missing": "always", "part": "logging",
			"says": "sends the logs of its brokers nowhere",
		},
	],
	"aws_mq_broker": [
		{
			"path": ["logs", "general"], "not": {"false"}, "missing": "always", "part": "general", "set": true,
			"says": "keeps no general log",
		},
		{
			"path": ["logs", "audit"], "not": {"false"}, "missing": "always", "unless": [{"path": ["engine_type"], "in": {"rabbitmq"}}],
			"part": "audit", "set": true, "says": "keeps no audit log",
		},
	],
	"aws_globalaccelerator_accelerator": [
		{
			"path": ["attributes", "flow_logs_enabled"], "not": {"false"}, "missing": "always", "part": "flow-logs", "set": true,
			"says": "records no flows",
		},
	],
	"aws_wafv2_web_acl": [
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "aws_wafv2_web_acl_logging_configuration", "by": ["resource_arn"]}], "part": "logging",
			"says": "records no requests: what it blocked or let through cannot be told",
		},
	],
	"aws_waf_web_acl": _waf_web_acl,
	"aws_wafregional_web_acl": _waf_web_acl,
	"aws_vpc": [
		{
			"path": ["id"], "missing": "always", "companions": [{"type": "aws_flow_log", "by": ["vpc_id"]}], "part": "flow-logs",
			"says": "records no flows: after an intrusion nobody can tell who talked to whom",
		},
	],
	"aws_route53_zone": [
		{
			"path": ["id"], "missing": "always", "unless": [{"path": ["vpc"], "set": true}],
			"companions": [{"type": "aws_route53_query_log", "by": ["zone_id"]}], "part": "query-log", "says": "records no queries",
		},
	],
	"aws_ecs_cluster": [
		{
			"path": ["configuration", "execute_command_configuration", "logging"], "not": {"none"}, "part": "exec",
			"says": "does not record what people do in its containers by ECS Exec",
		},
	],
	"aws_codebuild_project": [
		{
			"path": ["logs_config", "cloudwatch_logs", "status"], "not": {"disabled"},
			"unless": [{"path": ["logs_config", "s3_logs", "status"], "in": {"enabled"}}], "part": "logs", "set": "ENABLED",
			"says": "keeps no log of its builds",
		},
	],
	"aws_sfn_state_machine": [
		{
			"path": ["logging_configuration", "level"], "not": {"off"}, "missing": "always", "part": "logging",
			"says": "records no executions",
		},
		{
			"path": ["logging_configuration", "include_execution_data"], "not": {"false"}, "part": "data",
			"says": "does not record what its executions were about",
		},
	],
	"aws_appsync_graphql_api": [
		{
			"path": ["log_config", "field_log_level"], "missing": "always", "part": "logging", "says": "logs no requests",
		},
		{
			"path": ["log_config", "field_log_level"], "not": {"none"}, "part": "level", "says": "logs no fields that failed",
		},
	],
	"aws_networkfirewall_firewall": [
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "aws_networkfirewall_logging_configuration", "by": ["firewall_arn"]}], "part": "logging",
			"says": "records no traffic",
		},
	],
	"aws_ec2_client_vpn_endpoint": [
		{
			"path": ["connection_log_options", "enabled"], "not": {"false"}, "missing": "always", "part": "connections", "set": true,
			"says": "records no connections",
		},
	],
	"aws_transfer_server": [
		{
			"path": ["logging_role"], "or": [["structured_log_destinations"]], "missing": "always", "says": "records no transfers",
		},
	],
	"terraform-aws-modules/alb": [
		{
			"path": ["access_logs", "enabled"], "not": {"false"}, "part": "access_logs", "says": "turns its access log off",
		},
	],
	"terraform-aws-modules/vpc": [
		{
			"path": ["enable_flow_log"], "not": {"false"}, "missing": "always", "part": "flow-logs", "set": true,
			"says": "records no flows: after an intrusion nobody can tell who talked to whom",
		},
	],
	"aws_datasync_task": [
		{
			"path": ["cloudwatch_log_group_arn"], "missing": "always", "says": "records no transfers",
		},
	],
}

_lb := [
	{
		"path": ["access_logs", "enabled"], "not": {"false"}, "missing": "always",
		"unless": [{"path": ["load_balancer_type"], "in": {"gateway"}}], "part": "access_logs", "set": true,
		"says": "writes no access log: who called what before an outage cannot be told",
	},
]

_api_gateway_stage := [
	{
		"path": ["access_log_settings", "destination_arn"], "missing": "always", "part": "access_log_settings",
		"says": "writes no access log: who called what before an outage cannot be told",
	},
]

_waf_web_acl := [
	{
		"path": ["logging_configuration", "log_destination"], "missing": "always", "part": "logging", "says": "records no requests",
	},
]
