# METADATA
# description: How long logs are kept.
package groundwire.lib.terraform_log_retention

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_cloudwatch_log_group": [
		{
			"path": ["retention_in_days"], "min": 365, "unless": [{"path": ["retention_in_days"], "in": {"0"}}],
			"says": "keeps its logs for {value} days: what is found out later can no longer be looked up",
		},
		{
			"path": ["retention_in_days"], "missing": "always", "part": "forever",
			"says": "names no retention: its logs are kept and paid for without an end",
		},
	],
	"azurerm_monitor_log_profile": [
		{
			"path": ["retention_policy", "days"], "min": 365, "unless": [{"path": ["retention_policy", "days"], "in": {"0"}}],
			"part": "days", "set": 365, "says": "keeps the activity log for {value} days: who changed what a year ago cannot be told",
		},
		{
			"path": ["retention_policy", "enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["retention_policy", "days"], "in": {"0"}}], "part": "enabled", "set": true,
			"says": "does not keep the activity log",
		},
		{
			"path": ["retention_policy", "days"], "missing": "within", "always": true,
			"when": [{"path": ["retention_policy", "enabled"], "in": {"true"}}], "part": "days",
			"says": "names no retention of the activity log",
		},
	],
	"azurerm_network_watcher_flow_log": [
		{
			"path": ["retention_policy", "days"], "min": 90, "unless": [{"path": ["retention_policy", "days"], "in": {"0"}}],
			"part": "days", "set": 90, "says": "keeps flow logs for {value} days: an intrusion is found after months",
		},
		{
			"path": ["retention_policy", "enabled"], "not": {"false"}, "missing": "always", "part": "enabled", "set": true,
			"says": "does not keep its flow logs",
		},
		{
			"path": ["retention_policy", "days"], "missing": "within", "part": "days", "says": "names no retention of its flow logs",
		},
	],
	"azurerm_log_analytics_workspace": [
		{
			"path": ["retention_in_days"], "min": 90, "unless": [{"path": ["retention_in_days"], "in": {"-1"}}],
			"says": "keeps its logs for {value} days",
		},
	],
	"azurerm_mssql_database_extended_auditing_policy": _mssql_database_extended_auditing_policy,
	"azurerm_mssql_server_extended_auditing_policy": _mssql_database_extended_auditing_policy,
	"azurerm_sql_server": _sql_server,
	"azurerm_mssql_server": _sql_server,
	"azurerm_mssql_server_security_alert_policy": [
		{
			"path": ["retention_days"], "min": 90, "unless": [{"path": ["retention_days"], "in": {"0"}}],
			"says": "keeps threat alerts for {value} days",
		},
	],
	"google_logging_project_bucket_config": _logging_project_bucket_config,
	"google_logging_folder_bucket_config": _logging_project_bucket_config,
	"google_logging_organization_bucket_config": _logging_project_bucket_config,
	"azurerm_application_insights": [
		{
			"path": ["retention_in_days"], "min": 30, "says": "keeps its telemetry for {value} days",
		},
	],
}

_mssql_database_extended_auditing_policy := [
	{
		"path": ["retention_in_days"], "min": 90, "unless": [{"path": ["retention_in_days"], "in": {"0"}}],
		"says": "keeps audit records for {value} days",
	},
]

_sql_server := [
	{
		"path": ["extended_auditing_policy", "retention_in_days"], "min": 90,
		"unless": [{"path": ["extended_auditing_policy", "retention_in_days"], "in": {"0"}}],
		"says": "keeps audit records for {value} days",
	},
]

_logging_project_bucket_config := [
	{
		"path": ["retention_days"], "min": 30, "says": "keeps its logs for {value} days",
	},
]
