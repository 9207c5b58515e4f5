# METADATA
# description: Who services and people are in Azure.
package groundwire.lib.terraform_azure_identity

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"azurerm_app_service": [
		{
			"path": ["identity", "type"], "missing": "always", "part": "identity",
			"says": "has no identity of its own: it must be given passwords, which leak",
		},
		{
			"path": ["auth_settings", "enabled"], "or": [["auth_settings_v2", "auth_enabled"]], "not": {"false"}, "missing": "always",
			"part": "auth", "set": true, "says": "lets everybody ask: it does not check who calls",
		},
	],
	"azurerm_function_app": _function_app,
	"azurerm_linux_function_app": _function_app,
	"azurerm_windows_function_app": _function_app,
	"azurerm_linux_web_app": _linux_web_app,
	"azurerm_windows_web_app": _linux_web_app,
	"azurerm_logic_app_standard": _logic_app_standard,
	"azurerm_container_group": _logic_app_standard,
	"azurerm_spring_cloud_app": _logic_app_standard,
	"azurerm_data_factory": _logic_app_standard,
	"azurerm_kusto_cluster": _logic_app_standard,
	"azurerm_automation_account": _logic_app_standard,
	"azurerm_machine_learning_compute_cluster": _logic_app_standard,
	"azurerm_signalr_service": _logic_app_standard,
	"azurerm_cognitive_account": _cognitive_account,
	"azurerm_eventgrid_topic": _cognitive_account,
	"azurerm_eventgrid_domain": _cognitive_account,
	"azurerm_search_service": _cognitive_account,
	"azurerm_servicebus_namespace": _cognitive_account,
	"azurerm_app_configuration": _cognitive_account,
	"azurerm_cosmosdb_account": [
		{
			"path": ["local_authentication_disabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["kind"], "in": {"mongodb"}}], "set": true,
			"says": "takes its own keys beside Entra ID: a key cannot be tied to a person and is not taken back",
		},
	],
	"azurerm_eventhub_namespace": [
		{
			"path": ["local_auth_enabled"], "or": [["local_authentication_enabled"]], "not": {"true"}, "missing": "always", "set": false,
			"says": "takes its own keys beside Entra ID: a key cannot be tied to a person and is not taken back",
		},
	],
	"azurerm_storage_account": [
		{
			"path": ["shared_access_key_enabled"], "not": {"true"}, "missing": "always", "set": false,
			"says": "takes its own keys beside Entra ID: a key cannot be tied to a person and is not taken back",
		},
		{
			"path": ["local_user_enabled"], "not": {"true"}, "set": false, "says": "has users of its own, beside Entra ID",
		},
	],
	"azurerm_container_registry": [
		{
			"path": ["admin_enabled"], "not": {"true"}, "severity": "medium", "grave": true, "set": false,
			"says": "has one password for everybody who pushes and pulls",
		},
		{
			"path": ["anonymous_pull_enabled"], "not": {"true"}, "severity": "medium", "grave": true, "set": false,
			"says": "gives its images to everybody",
		},
	],
	"azurerm_kubernetes_cluster": [
		{
			"path": ["local_account_disabled"], "not": {"false"}, "missing": "always", "set": true,
			"says": "keeps an administrator account beside Entra ID",
		},
		{
			"path": ["role_based_access_control_enabled"], "or": [["role_based_access_control", "enabled"]], "not": {"false"},
			"part": "rbac", "severity": "high", "grave": true, "set": true, "says": "gives every user of the cluster every right",
		},
		{
			"path": ["azure_active_directory_role_based_access_control"], "or": [["role_based_access_control", "azure_active_directory"]],
			"missing": "always", "part": "entra", "says": "does not ask Entra ID who its users are",
		},
		{
			"path": ["azure_policy_enabled"], "or": [["addon_profile", "azure_policy", "enabled"]], "not": {"false"}, "missing": "always",
			"part": "policy", "set": true, "says": "keeps no rules about what may run",
		},
	],
	"azurerm_linux_virtual_machine": _linux_virtual_machine,
	"azurerm_linux_virtual_machine_scale_set": _linux_virtual_machine,
	"azurerm_virtual_machine": _virtual_machine,
	"azurerm_virtual_machine_scale_set": _virtual_machine,
	"azurerm_postgresql_flexible_server": [
		{
			"path": ["authentication", "active_directory_auth_enabled"], "not": {"false"}, "missing": "within", "part": "entra",
			"set": true, "says": "does not ask Entra ID who its users are",
		},
	],
	"azurerm_mssql_server": [
		{
			"path": ["azuread_administrator"], "missing": "always",
			"companions": [{"type": "azurerm_mssql_managed_instance_active_directory_administrator", "by": ["managed_instance_id"]}, {"type": "azurerm_sql_active_directory_administrator", "by": ["server_name"]}],
			"part": "entra", "says": "does not ask Entra ID who its users are",
		},
		{
			"path": ["azuread_administrator", "azuread_authentication_only"], "not": {"false"}, "part": "only",
			"says": "takes passwords beside Entra ID",
		},
	],
	"azurerm_mssql_managed_instance": [
		{
			"path": ["azuread_administrator"], "missing": "always",
			"companions": [{"type": "azurerm_mssql_managed_instance_active_directory_administrator", "by": ["managed_instance_id"]}, {"type": "azurerm_sql_active_directory_administrator", "by": ["server_name"]}],
			"part": "entra", "says": "does not ask Entra ID who its users are",
		},
	],
	"azurerm_sql_server": [
		{
			"path": ["id"], "missing": "always",
			"companions": [{"type": "azurerm_sql_active_directory_administrator", "by": ["server_name"]}], "part": "entra",
			"says": "does not ask Entra ID who its users are",
		},
	],
	"azurerm_service_fabric_cluster": [
		{
			"path": ["azure_active_directory", "tenant_id"], "missing": "always", "part": "entra",
			"says": "does not ask Entra ID who its users are",
		},
	],
	"azurerm_key_vault_secret": [
		{
			"path": ["expiration_date"], "missing": "always", "unless": [{"path": ["rotation_policy", "expire_after"], "set": true}],
			"says": "never expires: a leaked one works for ever",
		},
		{
			"path": ["content_type"], "missing": "always",
			"says": "does not say what it is: nobody knows what breaks when it is replaced",
		},
	],
	"azurerm_key_vault_key": [
		{
			"path": ["expiration_date"], "missing": "always", "unless": [{"path": ["rotation_policy", "expire_after"], "set": true}],
			"says": "never expires: a leaked one works for ever",
		},
	],
	"azurerm_redis_cache": [
		{
			"path": ["redis_configuration", "enable_authentication"], "or": [["redis_configuration", "authentication_enabled"]],
			"not": {"false"}, "part": "password", "severity": "high", "grave": true, "says": "lets everybody in without a password",
		},
	],
}

_function_app := [
	{
		"path": ["identity", "type"], "missing": "always", "part": "identity",
		"says": "has no identity of its own: it must be given passwords, which leak",
	},
	{
		"path": ["auth_settings", "enabled"], "not": {"false"}, "part": "auth", "set": true,
		"says": "lets everybody ask: it does not check who calls",
	},
]

_linux_web_app := [
	{
		"path": ["identity", "type"], "missing": "always", "part": "identity",
		"says": "has no identity of its own: it must be given passwords, which leak",
	},
	{
		"path": ["auth_settings", "enabled"], "or": [["auth_settings_v2", "auth_enabled"]], "not": {"false"}, "missing": "always",
		"part": "auth", "set": true, "says": "lets everybody ask: it does not check who calls",
	},
	{
		"path": ["ftp_publish_basic_authentication_enabled"], "not": {"true"}, "set": false,
		"says": "takes passwords for publishing by FTP",
	},
	{
		"path": ["webdeploy_publish_basic_authentication_enabled"], "not": {"true"}, "set": false,
		"says": "takes passwords for publishing",
	},
]

_logic_app_standard := [
	{
		"path": ["identity", "type"], "missing": "always", "part": "identity",
		"says": "has no identity of its own: it must be given passwords, which leak",
	},
]

_cognitive_account := [
	{
		"path": ["identity", "type"], "missing": "always", "part": "identity",
		"says": "has no identity of its own: it must be given passwords, which leak",
	},
	{
		"path": ["local_auth_enabled"], "or": [["local_authentication_enabled"]], "not": {"true"}, "missing": "always", "set": false,
		"says": "takes its own keys beside Entra ID: a key cannot be tied to a person and is not taken back",
	},
]

_linux_virtual_machine := [
	{
		"path": ["disable_password_authentication"], "not": {"false"}, "part": "password", "severity": "medium", "grave": true,
		"set": true, "says": "takes passwords for SSH: they are guessed all day",
	},
]

_virtual_machine := [
	{
		"path": ["os_profile_linux_config", "disable_password_authentication"], "not": {"false"}, "part": "password",
		"severity": "medium", "grave": true, "set": true, "says": "takes passwords for SSH: they are guessed all day",
	},
]
