# METADATA
# description: Metrics and alarms that resources have.
package groundwire.lib.terraform_no_monitoring

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_db_instance": [
		{
			"path": ["performance_insights_enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["instance_class"], "beginnings": ["db.t2.", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small"]}, {"path": ["replicate_source_db"], "set": true}],
			"set": true, "says": "has no Performance Insights: which query is slow cannot be told while it is slow",
		},
		{
			"path": ["monitoring_interval"], "not": {"0"}, "missing": "always", "set": 60,
			"says": "has no enhanced monitoring: what its host does is not recorded",
		},
	],
	"aws_rds_cluster_instance": [
		{
			"path": ["performance_insights_enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["instance_class"], "beginnings": ["db.t2.", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small"]}],
			"set": true, "says": "has no Performance Insights: which query is slow cannot be told while it is slow",
		},
		{
			"path": ["monitoring_interval"], "not": {"0"}, "missing": "always", "set": 60,
			"says": "has no enhanced monitoring: what its host does is not recorded",
		},
	],
	"aws_rds_cluster": [
		{
			"path": ["performance_insights_enabled"], "not": {"false"}, "set": true, "says": "turns Performance Insights off",
		},
	],
	"aws_instance": [
		{
			"path": ["monitoring"], "not": {"false"}, "missing": "always", "unless": [{"path": ["launch_template"], "set": true}],
			"set": true, "says": "sends metrics every five minutes only: a short outage is not seen",
		},
	],
	"aws_launch_configuration": [
		{
			"path": ["enable_monitoring"], "not": {"false"}, "set": true,
			"says": "turns detailed monitoring off: its instances send metrics every five minutes only",
		},
	],
	"aws_launch_template": [
		{
			"path": ["monitoring", "enabled"], "not": {"false"}, "set": true,
			"says": "turns detailed monitoring off: its instances send metrics every five minutes only",
		},
	],
	"aws_ecs_cluster": [
		{
			"path": ["setting", "value"], "not": {"disabled"}, "missing": "always", "part": "setting", "set": "enabled",
			"says": "runs without Container Insights: nobody sees which task ran out of memory",
		},
	],
	"aws_cloudwatch_metric_alarm": _cloudwatch_metric_alarm,
	"aws_cloudwatch_composite_alarm": _cloudwatch_metric_alarm,
	"aws_api_gateway_method_settings": [
		{
			"path": ["settings", "metrics_enabled"], "not": {"false"}, "missing": "always", "part": "metrics", "set": true,
			"says": "sends no metrics of its methods",
		},
	],
	"aws_apigatewayv2_stage": [
		{
			"path": ["default_route_settings", "detailed_metrics_enabled"], "not": {"false"}, "set": true,
			"says": "turns the metrics of its routes off",
		},
	],
	"aws_wafv2_web_acl": _wafv2_web_acl,
	"aws_wafv2_rule_group": _wafv2_web_acl,
	"aws_msk_cluster": [
		{
			"path": ["enhanced_monitoring"], "not": {"default"}, "says": "sends metrics of the cluster only, not of its brokers",
		},
	],
	"google_monitoring_alert_policy": _monitoring_alert_policy,
	"azurerm_monitor_metric_alert": _monitoring_alert_policy,
	"azurerm_monitor_activity_log_alert": _monitoring_alert_policy,
	"azurerm_monitor_scheduled_query_rules_alert": _monitoring_alert_policy,
	"azurerm_monitor_scheduled_query_rules_alert_v2": _monitoring_alert_policy,
	"aws_route53_health_check": [
		{
			"path": ["disabled"], "not": {"true"}, "severity": "medium", "grave": true, "set": false,
			"says": "is turned off: a dead endpoint keeps its traffic",
		},
	],
}

_cloudwatch_metric_alarm := [
	{
		"path": ["actions_enabled"], "not": {"false"}, "severity": "medium", "grave": true, "set": true,
		"says": "rings for nobody: its actions are turned off",
	},
]

_wafv2_web_acl := [
	{
		"path": ["visibility_config", "cloudwatch_metrics_enabled"], "not": {"false"}, "set": true,
		"says": "sends no metrics: what it blocks is not seen",
	},
]

_monitoring_alert_policy := [
	{
		"path": ["enabled"], "not": {"false"}, "severity": "medium", "grave": true, "set": true,
		"says": "is turned off: nobody is told",
	},
]
