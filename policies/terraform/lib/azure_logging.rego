# METADATA
# description: What records what happens in Azure.
package groundwire.lib.terraform_azure_logging

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"azurerm_storage_account": [
		{
			"path": ["queue_properties", "logging", "delete"], "not": {"false"}, "missing": "within", "part": "queue-delete", "set": true,
			"says": "does not log deleting requests to its queues: what became of a message cannot be told",
		},
		{
			"path": ["queue_properties", "logging", "read"], "not": {"false"}, "missing": "within", "part": "queue-read", "set": true,
			"says": "does not log reading requests to its queues: what became of a message cannot be told",
		},
		{
			"path": ["queue_properties", "logging", "write"], "not": {"false"}, "missing": "within", "part": "queue-write", "set": true,
			"says": "does not log writing requests to its queues: what became of a message cannot be told",
		},
		{
			"path": ["queue_properties", "logging"], "missing": "within", "part": "queue",
			"says": "logs nothing of its queues: what became of a message cannot be told",
		},
	],
	"azurerm_postgresql_server": [
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "azurerm_postgresql_configuration", "by": ["server_name"], "where": [{"path": ["name"], "in": {"log_checkpoints"}}]}],
			"part": "log_checkpoints", "says": "logs no checkpoints: why it was slow cannot be told (`log_checkpoints`)",
		},
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "azurerm_postgresql_configuration", "by": ["server_name"], "where": [{"path": ["name"], "in": {"log_connections"}}]}],
			"part": "log_connections", "says": "logs no connections: who came in cannot be told (`log_connections`)",
		},
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "azurerm_postgresql_configuration", "by": ["server_name"], "where": [{"path": ["name"], "in": {"connection_throttling"}}]}],
			"part": "connection_throttling", "says": "lets passwords be guessed without end (`connection_throttling`)",
		},
		{
			"path": ["threat_detection_policy", "enabled"], "not": {"false"}, "missing": "always", "part": "threats", "set": true,
			"says": "is not told of attacks on it",
		},
	],
	"azurerm_postgresql_configuration": _postgresql_configuration,
	"azurerm_postgresql_flexible_server_configuration": _postgresql_configuration,
	"azurerm_mysql_flexible_server_configuration": _mysql_flexible_server_configuration,
	"azurerm_mysql_configuration": _mysql_flexible_server_configuration,
	"azurerm_kubernetes_cluster": [
		{
			"path": ["oms_agent", "log_analytics_workspace_id"], "or": [["addon_profile", "oms_agent", "log_analytics_workspace_id"]],
			"missing": "always", "unless": [{"path": ["addon_profile", "oms_agent", "enabled"], "in": {"true"}}], "part": "logs",
			"says": "sends its logs nowhere: why a pod died cannot be told",
		},
		{
			"path": ["addon_profile", "oms_agent", "enabled"], "not": {"false"}, "part": "logs", "set": true,
			"says": "sends its logs nowhere: why a pod died cannot be told",
		},
	],
	"azurerm_app_service": _app_service,
	"azurerm_linux_web_app": _app_service,
	"azurerm_windows_web_app": _app_service,
	"azurerm_network_watcher_flow_log": [
		{
			"path": ["enabled"], "not": {"false"}, "severity": "medium", "grave": true, "set": true,
			"says": "records no flows: it is turned off",
		},
	],
	"azurerm_mssql_server": _mssql_server,
	"azurerm_sql_server": _mssql_server,
	"azurerm_mysql_server": [
		{
			"path": ["threat_detection_policy", "enabled"], "not": {"false"}, "missing": "always", "part": "threats", "set": true,
			"says": "is not told of attacks on it",
		},
	],
	"azurerm_mssql_server_security_alert_policy": _mssql_server_security_alert_policy,
	"azurerm_mssql_database_security_alert_policy": _mssql_server_security_alert_policy,
	"azurerm_mssql_server_vulnerability_assessment": [
		{
			"path": ["recurring_scans", "enabled"], "not": {"false"}, "missing": "within", "part": "scans", "set": true,
			"says": "does not look again",
		},
		{
			"path": ["recurring_scans", "email_subscription_admins"], "not": {"false"}, "missing": "within",
			"unless": [{"path": ["recurring_scans", "emails"], "set": true}], "part": "mail", "set": true,
			"says": "tells nobody what it found",
		},
	],
	"azurerm_monitor_log_profile": [
		{
			"path": ["categories"], "all": ["write", "delete", "action"], "missing": "always",
			"says": "leaves out what is written, deleted or done: the record has holes",
		},
		{
			"path": ["locations"], "all": ["global"], "part": "global", "says": "records one place and not `global`",
		},
	],
	"azurerm_security_center_subscription_pricing": [
		{
			"path": ["tier"], "not": {"free"}, "set": "Standard", "says": "watches nothing: Defender is on its free tier",
		},
	],
	"azurerm_security_center_contact": [
		{
			"path": ["alert_notifications"], "not": {"false"}, "severity": "medium", "set": true, "says": "tells nobody of attacks",
		},
		{
			"path": ["alerts_to_admins"], "not": {"false"}, "set": true, "says": "does not tell the owners of the subscription",
		},
		{
			"path": ["phone"], "missing": "always", "says": "names no telephone: nobody is called at night",
		},
	],
	"azurerm_key_vault": [
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "azurerm_monitor_diagnostic_setting", "by": ["target_resource_id"]}], "part": "diagnostics",
			"says": "logs no use of its keys and secrets",
		},
	],
}

_postgresql_configuration := [
	{
		"path": ["value"], "not": {"off"},
		"when": [{"path": ["name"], "in": {"connection_throttle.enable", "connection_throttling", "log_checkpoints", "log_connections", "log_disconnections", "log_duration", "log_retention_days"}}],
		"says": "turns `log_checkpoints`, `log_connections` or throttling off: what happened cannot be told",
	},
]

_mysql_flexible_server_configuration := [
	{
		"path": ["value"], "not": {"off"}, "when": [{"path": ["name"], "in": {"audit_log_enabled", "slow_query_log"}}],
		"says": "turns the audit log off",
	},
]

_app_service := [
	{
		"path": ["logs", "http_logs"], "missing": "always", "part": "http",
		"says": "keeps no log of requests: who called what cannot be told",
	},
	{
		"path": ["logs", "detailed_error_messages"], "or": [["logs", "detailed_error_messages_enabled"]], "not": {"false"},
		"missing": "always", "part": "errors", "set": true, "says": "keeps no messages of errors",
	},
	{
		"path": ["logs", "failed_request_tracing"], "or": [["logs", "failed_request_tracing_enabled"]], "not": {"false"},
		"missing": "always", "part": "failed", "set": true, "says": "keeps no trace of requests that failed",
	},
]

_mssql_server := [
	{
		"path": ["id"], "missing": "always", "unless": [{"path": ["extended_auditing_policy"], "set": true}],
		"companions": [{"type": "azurerm_mssql_server_extended_auditing_policy", "by": ["server_id"]}, {"type": "azurerm_sql_server_extended_auditing_policy", "by": ["server_id"]}, {"type": "azurerm_mssql_database_extended_auditing_policy", "by": ["server_id"]}],
		"part": "auditing", "says": "keeps no audit records: who read what cannot be told",
	},
]

_mssql_server_security_alert_policy := [
	{
		"path": ["state"], "not": {"disabled", "new"}, "severity": "medium", "set": "Enabled", "says": "is not told of attacks on it",
	},
	{
		"path": ["disabled_alerts"], "unwanted": true, "says": "leaves some attacks out",
	},
	{
		"path": ["email_addresses"], "missing": "always", "unless": [{"path": ["email_account_admins"], "in": {"true"}}],
		"says": "tells nobody",
	},
	{
		"path": ["email_account_admins"], "not": {"false"}, "missing": "always", "set": true,
		"says": "does not tell the owners of the subscription",
	},
]
