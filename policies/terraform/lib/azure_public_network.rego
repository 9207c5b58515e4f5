# METADATA
# description: What keeps the internet out of Azure's services.
package groundwire.lib.terraform_azure_public_network

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"azurerm_container_registry": _container_registry,
	"azurerm_cosmosdb_account": _container_registry,
	"azurerm_data_factory": _container_registry,
	"azurerm_eventgrid_domain": _container_registry,
	"azurerm_eventgrid_topic": _container_registry,
	"azurerm_iothub": _container_registry,
	"azurerm_mariadb_server": _container_registry,
	"azurerm_mysql_server": _container_registry,
	"azurerm_postgresql_server": _container_registry,
	"azurerm_mssql_server": _container_registry,
	"azurerm_sql_server": _container_registry,
	"azurerm_search_service": _container_registry,
	"azurerm_app_configuration": _container_registry,
	"azurerm_cognitive_account": _container_registry,
	"azurerm_redis_cache": _container_registry,
	"azurerm_machine_learning_workspace": _container_registry,
	"azurerm_kusto_cluster": _container_registry,
	"azurerm_servicebus_namespace": _container_registry,
	"azurerm_eventhub_namespace": _container_registry,
	"azurerm_automation_account": _container_registry,
	"azurerm_purview_account": _container_registry,
	"azurerm_managed_disk": _container_registry,
	"azurerm_batch_account": _container_registry,
	"azurerm_backup_vault": _container_registry,
	"azurerm_healthcare_service": _container_registry,
	"azurerm_web_pubsub": _container_registry,
	"azurerm_iothub_dps": _container_registry,
	"azurerm_recovery_services_vault": _container_registry,
	"azurerm_postgresql_flexible_server": _container_registry,
	"azurerm_mysql_flexible_server": _container_registry,
	"azurerm_synapse_workspace": [
		{
			"path": ["public_network_access_enabled"], "not": {"true"}, "missing": "always",
			"unless": [{"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["subnet_id"], "set": true}, {"path": ["virtual_network_configuration"], "set": true}, {"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["is_virtual_network_filter_enabled"], "in": {"true"}}, {"path": ["ip_range_filter"], "set": true}, {"path": ["virtual_network_type"], "in": {"internal"}}, {"path": ["network_rule_set", "default_action"], "in": {"deny"}}, {"path": ["network_rulesets", "default_action"], "in": {"deny"}}, {"path": ["allowed_ips"], "set": true}, {"path": ["sku"], "in": {"never"}}],
			"set": false, "says": "can be reached from the internet: whoever has a leaked password or key gets in from anywhere",
		},
		{
			"path": ["managed_virtual_network_enabled"], "not": {"false"}, "missing": "always", "set": true,
			"says": "runs in no managed network: its data leaves by any way",
		},
		{
			"path": ["data_exfiltration_protection_enabled"], "not": {"false"}, "missing": "always", "set": true,
			"says": "lets data be copied to any other tenant",
		},
	],
	"azurerm_databricks_workspace": [
		{
			"path": ["public_network_access_enabled"], "not": {"true"}, "missing": "always",
			"unless": [{"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["subnet_id"], "set": true}, {"path": ["virtual_network_configuration"], "set": true}, {"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["is_virtual_network_filter_enabled"], "in": {"true"}}, {"path": ["ip_range_filter"], "set": true}, {"path": ["virtual_network_type"], "in": {"internal"}}, {"path": ["network_rule_set", "default_action"], "in": {"deny"}}, {"path": ["network_rulesets", "default_action"], "in": {"deny"}}, {"path": ["allowed_ips"], "set": true}, {"path": ["sku"], "in": {"never"}}],
			"set": false, "says": "can be reached from the internet: whoever has a leaked password or key gets in from anywhere",
		},
		{
			"path": ["custom_parameters", "no_public_ip"], "not": {"false"}, "missing": "within", "part": "nodes", "set": true,
			"says": "gives its nodes public addresses",
		},
	],
	"azurerm_key_vault": [
		{
			"path": ["public_network_access_enabled"], "not": {"true"}, "missing": "always",
			"unless": [{"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["subnet_id"], "set": true}, {"path": ["virtual_network_configuration"], "set": true}, {"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["is_virtual_network_filter_enabled"], "in": {"true"}}, {"path": ["ip_range_filter"], "set": true}, {"path": ["virtual_network_type"], "in": {"internal"}}, {"path": ["network_rule_set", "default_action"], "in": {"deny"}}, {"path": ["network_rulesets", "default_action"], "in": {"deny"}}, {"path": ["allowed_ips"], "set": true}, {"path": ["sku"], "in": {"never"}}],
			"set": false, "says": "can be reached from the internet: whoever has a leaked password or key gets in from anywhere",
		},
		{
			"path": ["network_acls", "default_action"], "not": {"allow"}, "missing": "always",
			"unless": [{"path": ["public_network_access_enabled"], "in": {"false"}}], "part": "acl", "severity": "medium", "set": "Deny",
			"says": "lets every network ask for its secrets",
		},
		{
			"path": ["network_acls", "bypass"], "not": {"none"}, "part": "bypass", "set": "AzureServices",
			"says": "shuts Azure's own services out",
		},
	],
	"azurerm_api_management": [
		{
			"path": ["virtual_network_configuration", "subnet_id"], "missing": "always",
			"unless": [{"path": ["virtual_network_type"], "in": {"internal"}}, {"path": ["sku_name"], "beginnings": ["consumption", "basic", "standard"]}],
			"part": "network", "says": "stands in no virtual network: its gateway and management are public",
		},
		{
			"path": ["public_network_access_enabled"], "not": {"true"}, "set": false,
			"says": "can be reached from the internet: whoever has a leaked password or key gets in from anywhere",
		},
	],
	"azurerm_storage_account": [
		{
			"path": ["network_rules", "default_action"], "not": {"allow"}, "part": "default_action", "severity": "medium", "set": "Deny",
			"says": "lets every network in by default",
		},
		{
			"path": ["network_rules", "bypass"], "all": ["azureservices"], "missing": "within",
			"unless": [{"path": ["network_rules", "default_action"], "in": {"allow"}}], "part": "bypass",
			"says": "shuts Azure's own services out: backups and logs fail",
		},
		{
			"path": ["allow_nested_items_to_be_public"], "or": [["allow_blob_public_access"]], "not": {"true"}, "part": "blobs",
			"severity": "medium", "set": false,
			"says": "lets a container be published to everybody: one slip, and its files are read and copied",
		},
		{
			"path": ["public_network_access_enabled"], "not": {"true"},
			"unless": [{"path": ["network_rules", "default_action"], "in": {"deny"}}], "part": "network", "set": false,
			"says": "can be reached from the internet: whoever has a leaked password or key gets in from anywhere",
		},
		{
			"path": ["allow_nested_items_to_be_public"], "or": [["allow_blob_public_access"]], "missing": "always",
			"unless": [{"path": ["public_network_access_enabled"], "in": {"false"}}], "part": "blobs", "set": false,
			"says": "lets a container be published to everybody, which is what azurerm does when nobody says",
		},
	],
	"azurerm_storage_account_network_rules": [
		{
			"path": ["default_action"], "not": {"allow"}, "severity": "medium", "set": "Deny", "says": "lets every network in by default",
		},
		{
			"path": ["bypass"], "all": ["azureservices"], "missing": "within", "unless": [{"path": ["default_action"], "in": {"allow"}}],
			"says": "shuts Azure's own services out: backups and logs fail",
		},
	],
	"azurerm_storage_container": [
		{
			"path": ["container_access_type"], "not": {"blob", "container"}, "severity": "high", "grave": true, "set": "private",
			"says": "lets everybody read what is in it (`{value}`)",
		},
		{
			"path": ["properties", "publicaccess"], "not": {"blob", "container"}, "part": "properties", "severity": "high", "grave": true,
			"says": "lets everybody read what is in it",
		},
	],
	"azurerm_kubernetes_cluster": [
		{
			"path": ["api_server_access_profile", "authorized_ip_ranges"], "or": [["api_server_authorized_ip_ranges"]],
			"any": {"0.0.0.0/0"}, "missing": "always",
			"unless": [{"path": ["private_cluster_enabled"], "in": {"true"}}, {"path": ["private_link_enabled"], "in": {"true"}}],
			"part": "ranges", "severity": "medium", "says": "lets the whole internet ask its API: one leaked token is enough",
		},
		{
			"path": ["network_profile", "network_policy"], "missing": "always", "part": "policy",
			"says": "lets every pod talk to every other one: no network policy can be made",
		},
		{
			"path": ["private_cluster_enabled"], "not": {"false"},
			"unless": [{"path": ["api_server_authorized_ip_ranges"], "set": true}, {"path": ["api_server_access_profile", "authorized_ip_ranges"], "set": true}],
			"part": "private", "set": true, "says": "has a public API server",
		},
		{
			"path": ["http_application_routing_enabled"], "or": [["addon_profile", "http_application_routing", "enabled"]],
			"not": {"true"}, "part": "routing", "severity": "medium", "set": false,
			"says": "publishes services under a public name of Azure's, which is meant for trying out",
		},
	],
	"azurerm_linux_virtual_machine_scale_set": _linux_virtual_machine_scale_set,
	"azurerm_windows_virtual_machine_scale_set": _linux_virtual_machine_scale_set,
	"azurerm_network_interface": [
		{
			"path": ["enable_ip_forwarding"], "or": [["ip_forwarding_enabled"]], "not": {"true"}, "set": false,
			"says": "forwards what is not meant for it: a route around the firewall",
		},
		{
			"path": ["ip_configuration", "public_ip_address_id"], "unwanted": true, "part": "address", "says": "has a public address",
		},
	],
	"azurerm_postgresql_firewall_rule": _postgresql_firewall_rule,
	"azurerm_postgresql_flexible_server_firewall_rule": _postgresql_firewall_rule,
	"azurerm_mysql_firewall_rule": _postgresql_firewall_rule,
	"azurerm_mysql_flexible_server_firewall_rule": _postgresql_firewall_rule,
	"azurerm_mssql_firewall_rule": _postgresql_firewall_rule,
	"azurerm_sql_firewall_rule": _postgresql_firewall_rule,
	"azurerm_mariadb_firewall_rule": _postgresql_firewall_rule,
	"azurerm_synapse_firewall_rule": _postgresql_firewall_rule,
	"azurerm_redis_firewall_rule": [
		{
			"path": ["start_ip"], "not": {"0.0.0.0"}, "unless": [{"path": ["end_ip"], "in": {"0.0.0.0"}}], "part": "everywhere",
			"severity": "high", "grave": true, "says": "lets the whole internet in: the password is all that stands before the data",
		},
		{
			"path": ["end_ip"], "not": {"0.0.0.0"}, "when": [{"path": ["start_ip"], "in": {"0.0.0.0"}}], "part": "azure",
			"severity": "medium", "says": "lets every service of Azure in, of every other customer too",
		},
	],
	"azurerm_app_service": _app_service,
	"azurerm_linux_web_app": _app_service,
	"azurerm_windows_web_app": _app_service,
	"azurerm_function_app": _app_service,
	"azurerm_linux_function_app": _app_service,
	"azurerm_windows_function_app": _app_service,
	"azurerm_application_gateway": [
		{
			"path": ["waf_configuration", "enabled"], "not": {"false"}, "missing": "always",
			"when": [{"path": ["firewall_policy_id"], "in": {""}}], "part": "waf", "set": true, "says": "has no web application firewall",
		},
		{
			"path": ["waf_configuration", "firewall_mode"], "not": {"detection"}, "part": "waf-mode", "says": "only watches attacks pass",
		},
	],
	"azurerm_web_application_firewall_policy": _web_application_firewall_policy,
	"azurerm_frontdoor_firewall_policy": _web_application_firewall_policy,
	"azurerm_cdn_frontdoor_firewall_policy": _web_application_firewall_policy,
	"azurerm_frontdoor": [
		{
			"path": ["frontend_endpoint", "web_application_firewall_policy_link_id"], "missing": "within", "part": "waf",
			"says": "has no web application firewall",
		},
	],
	"azurerm_data_lake_store": [
		{
			"path": ["firewall_state"], "not": {"disabled"}, "severity": "medium", "says": "lets every network in",
		},
	],
	"azurerm_container_group": [
		{
			"path": ["ip_address_type"], "not": {"public"}, "missing": "always", "when": [{"path": ["exposed_port"], "set": true}],
			"set": "Private", "says": "has a public address",
		},
	],
	"azurerm_subnet": [
		{
			"path": ["id"], "missing": "always",
			"unless": [{"path": ["name"], "in": {"azurebastionsubnet", "azurefirewallmanagementsubnet", "azurefirewallsubnet", "gatewaysubnet", "routeserversubnet"}}, {"path": ["delegation"], "set": true}],
			"companions": [{"type": "azurerm_subnet_network_security_group_association", "by": ["subnet_id"]}], "part": "group",
			"says": "has no network security group: nothing filters what reaches its machines",
		},
	],
}

_container_registry := [
	{
		"path": ["public_network_access_enabled"], "not": {"true"}, "missing": "always",
		"unless": [{"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["delegated_subnet_id"], "set": true}, {"path": ["subnet_id"], "set": true}, {"path": ["virtual_network_configuration"], "set": true}, {"path": ["network_acls", "default_action"], "in": {"deny"}}, {"path": ["is_virtual_network_filter_enabled"], "in": {"true"}}, {"path": ["ip_range_filter"], "set": true}, {"path": ["virtual_network_type"], "in": {"internal"}}, {"path": ["network_rule_set", "default_action"], "in": {"deny"}}, {"path": ["network_rulesets", "default_action"], "in": {"deny"}}, {"path": ["allowed_ips"], "set": true}, {"path": ["sku"], "in": {"never"}}],
		"set": false, "says": "can be reached from the internet: whoever has a leaked password or key gets in from anywhere",
	},
]

_linux_virtual_machine_scale_set := [
	{
		"path": ["network_interface", "ip_configuration", "public_ip_address"], "unwanted": true, "part": "address",
		"severity": "medium", "says": "gives every instance a public address",
	},
]

_postgresql_firewall_rule := [
	{
		"path": ["start_ip_address"], "not": {"0.0.0.0"}, "unless": [{"path": ["end_ip_address"], "in": {"0.0.0.0"}}],
		"part": "everywhere", "severity": "high", "grave": true,
		"says": "lets the whole internet in: the password is all that stands before the data",
	},
	{
		"path": ["end_ip_address"], "not": {"0.0.0.0"}, "when": [{"path": ["start_ip_address"], "in": {"0.0.0.0"}}], "part": "azure",
		"severity": "medium", "says": "lets every service of Azure in, of every other customer too",
	},
]

_app_service := [
	{
		"path": ["site_config", "remote_debugging_enabled"], "not": {"true"}, "part": "debugging", "severity": "medium",
		"grave": true, "set": false, "says": "can be debugged from afar: who gets in reads its memory",
	},
	{
		"path": ["site_config", "cors", "allowed_origins"], "any": {"*"}, "part": "cors", "severity": "medium",
		"says": "takes requests of every web site (`*`)",
	},
]

_web_application_firewall_policy := [
	{
		"path": ["policy_settings", "enabled"], "or": [["enabled"]], "not": {"false"}, "part": "on", "severity": "medium",
		"grave": true, "says": "is turned off",
	},
	{
		"path": ["policy_settings", "mode"], "or": [["mode"]], "not": {"detection"}, "part": "mode",
		"says": "only watches attacks pass",
	},
]
