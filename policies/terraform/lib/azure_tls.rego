# METADATA
# description: What encrypts traffic in Azure.
package groundwire.lib.terraform_azure_tls

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"azurerm_storage_account": [
		{
			"path": ["min_tls_version"], "or": [["minimum_tls_version"]],
			"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
			"severity": "medium", "set": "TLS1_2",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["min_tls_version"], "missing": "always", "part": "min_tls_version", "set": "TLS1_2",
			"says": "names no lowest version of TLS",
		},
		{
			"path": ["enable_https_traffic_only"], "or": [["https_traffic_only_enabled"]], "not": {"false"}, "part": "https",
			"severity": "medium", "grave": true, "set": true, "says": "answers plain HTTP: passwords and data can be read on the way",
		},
	],
	"azurerm_app_service": _app_service,
	"azurerm_app_service_slot": _app_service,
	"azurerm_function_app": _function_app,
	"azurerm_function_app_slot": _function_app,
	"azurerm_linux_web_app": _linux_web_app,
	"azurerm_windows_web_app": _linux_web_app,
	"azurerm_linux_function_app": _linux_function_app,
	"azurerm_windows_function_app": _linux_function_app,
	"azurerm_linux_web_app_slot": _linux_function_app,
	"azurerm_windows_web_app_slot": _linux_function_app,
	"azurerm_linux_function_app_slot": _linux_function_app,
	"azurerm_windows_function_app_slot": _linux_function_app,
	"azurerm_logic_app_standard": _linux_function_app,
	"azurerm_postgresql_server": _postgresql_server,
	"azurerm_mysql_server": _postgresql_server,
	"azurerm_mariadb_server": _postgresql_server,
	"azurerm_postgresql_configuration": _postgresql_configuration,
	"azurerm_postgresql_flexible_server_configuration": _postgresql_configuration,
	"azurerm_mysql_flexible_server_configuration": _postgresql_configuration,
	"azurerm_mysql_configuration": _postgresql_configuration,
	"azurerm_mssql_server": _mssql_server,
	"azurerm_mssql_managed_instance": _mssql_server,
	"azurerm_sql_server": [
		{
			"path": ["minimum_tls_version"],
			"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
			"severity": "medium", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
	],
	"azurerm_redis_cache": [
		{
			"path": ["minimum_tls_version"],
			"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
			"severity": "medium", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["enable_non_ssl_port"], "or": [["non_ssl_port_enabled"]], "not": {"true"}, "part": "port", "severity": "medium",
			"grave": true, "set": false, "says": "takes connections without TLS: passwords and data can be read on the way",
		},
		{
			"path": ["minimum_tls_version"], "missing": "always", "part": "minimum", "set": "1.2",
			"says": "names no lowest version of TLS, and takes 1.0",
		},
	],
	"azurerm_redis_enterprise_cluster": [
		{
			"path": ["minimum_tls_version"],
			"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
			"severity": "medium", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["enable_non_ssl_port"], "or": [["non_ssl_port_enabled"]], "not": {"true"}, "part": "port", "severity": "medium",
			"grave": true, "set": false, "says": "takes connections without TLS: passwords and data can be read on the way",
		},
	],
	"azurerm_servicebus_namespace": _servicebus_namespace,
	"azurerm_eventhub_namespace": _servicebus_namespace,
	"azurerm_iothub": _servicebus_namespace,
	"azurerm_cosmosdb_account": [
		{
			"path": ["minimal_tls_version"], "not": {"tls", "tls11"}, "severity": "medium", "set": "Tls12",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
	],
	"azurerm_cdn_endpoint": [
		{
			"path": ["is_http_allowed"], "not": {"true"}, "missing": "always", "set": false,
			"says": "answers plain HTTP: passwords and data can be read on the way",
		},
		{
			"path": ["is_https_allowed"], "not": {"false"}, "set": true, "says": "answers no HTTPS at all",
		},
	],
	"azurerm_cdn_endpoint_custom_domain": [
		{
			"path": ["cdn_managed_https", "tls_version"], "not": {"none", "tls10"}, "part": "managed",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["user_managed_https", "tls_version"], "not": {"none", "tls10"}, "part": "own",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["id"], "missing": "always",
			"unless": [{"path": ["cdn_managed_https"], "set": true}, {"path": ["user_managed_https"], "set": true}], "part": "https",
			"says": "answers plain HTTP: it has no certificate",
		},
	],
	"azurerm_cdn_frontdoor_custom_domain": [
		{
			"path": ["tls", "minimum_tls_version"],
			"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
			"part": "tls", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
	],
	"azurerm_frontdoor_custom_https_configuration": [
		{
			"path": ["custom_https_configuration", "minimum_tls_version"], "not": {"1.0"}, "part": "tls",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
	],
	"azurerm_application_gateway": [
		{
			"path": ["ssl_policy", "min_protocol_version"], "not": {"tlsv1_0", "tlsv1_1"}, "part": "tls", "severity": "medium",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["ssl_policy", "policy_name"], "not": {"appgwsslpolicy20150501", "appgwsslpolicy20170401"}, "part": "policy",
			"severity": "medium", "says": "accepts TLS 1.0 (`{value}`)",
		},
		{
			"path": ["ssl_policy"], "missing": "always", "part": "policy", "says": "names no TLS policy",
		},
		{
			"path": ["http_listener", "protocol"], "not": {"http"}, "part": "listener",
			"says": "answers plain HTTP: passwords and data can be read on the way",
		},
	],
	"azurerm_api_management": [
		{
			"path": ["security", "enable_backend_tls10"], "or": [["security", "backend_tls10_enabled"]], "not": {"true"},
			"part": "backend10", "says": "speaks TLS 1.0 to its backends",
		},
		{
			"path": ["security", "enable_backend_tls11"], "or": [["security", "backend_tls11_enabled"]], "not": {"true"},
			"part": "backend11", "says": "speaks TLS 1.1 to its backends",
		},
		{
			"path": ["security", "enable_frontend_tls10"], "or": [["security", "frontend_tls10_enabled"]], "not": {"true"},
			"part": "frontend10", "severity": "medium",
			"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["security", "enable_frontend_tls11"], "or": [["security", "frontend_tls11_enabled"]], "not": {"true"},
			"part": "frontend11", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
		},
		{
			"path": ["security", "enable_backend_ssl30"], "or": [["security", "backend_ssl30_enabled"]], "not": {"true"},
			"part": "backend30", "says": "speaks SSL 3 to its backends",
		},
		{
			"path": ["security", "enable_frontend_ssl30"], "or": [["security", "frontend_ssl30_enabled"]], "not": {"true"},
			"part": "frontend30", "severity": "medium", "says": "accepts SSL 3",
		},
		{
			"path": ["security", "tls_rsa_with_aes128_cbc_sha_ciphers_enabled"], "not": {"true"}, "part": "ciphers",
			"says": "accepts weak ciphers",
		},
	],
	"azurerm_api_management_api": _api_management_api,
	"azurerm_api_management_backend": _api_management_api,
	"azurerm_spring_cloud_app": [
		{
			"path": ["https_only"], "not": {"false"}, "missing": "always", "set": true,
			"says": "answers plain HTTP: passwords and data can be read on the way",
		},
		{
			"path": ["tls_enabled"], "not": {"false"}, "missing": "always", "set": true, "says": "speaks plain HTTP to its instances",
		},
	],
	"azurerm_container_app": [
		{
			"path": ["ingress", "allow_insecure_connections"], "not": {"true"}, "part": "ingress", "severity": "medium", "grave": true,
			"set": false, "says": "answers plain HTTP: passwords and data can be read on the way",
		},
	],
}

_app_service := [
	{
		"path": ["https_only"], "not": {"false"}, "missing": "always", "severity": "medium", "set": true,
		"says": "answers plain HTTP: passwords and data can be read on the way",
	},
	{
		"path": ["site_config", "min_tls_version"], "or": [["site_config", "minimum_tls_version"]],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"part": "tls", "severity": "medium", "set": "1.2",
		"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["site_config", "ftps_state"], "not": {"allallowed"}, "missing": "always", "part": "ftp", "set": "FtpsOnly",
		"says": "takes files by plain FTP: the password can be read on the way",
	},
	{
		"path": ["site_config", "http2_enabled"], "not": {"false"}, "missing": "always", "part": "http2", "set": true,
		"says": "speaks HTTP/1.1 only",
	},
	{
		"path": ["client_cert_enabled"], "or": [["client_certificate_enabled"]], "not": {"false"}, "missing": "always",
		"part": "client", "says": "asks callers for no certificate",
	},
]

_function_app := [
	{
		"path": ["https_only"], "not": {"false"}, "missing": "always", "severity": "medium", "set": true,
		"says": "answers plain HTTP: passwords and data can be read on the way",
	},
	{
		"path": ["site_config", "min_tls_version"],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"part": "tls", "severity": "medium", "set": "1.2",
		"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["site_config", "ftps_state"], "not": {"allallowed"}, "part": "ftp", "set": "FtpsOnly",
		"says": "takes files by plain FTP: the password can be read on the way",
	},
	{
		"path": ["site_config", "http2_enabled"], "not": {"false"}, "part": "http2", "set": true, "says": "speaks HTTP/1.1 only",
	},
]

_linux_web_app := [
	{
		"path": ["https_only"], "not": {"false"}, "missing": "always", "severity": "medium", "set": true,
		"says": "answers plain HTTP: passwords and data can be read on the way",
	},
	{
		"path": ["site_config", "minimum_tls_version"], "or": [["site_config", "min_tls_version"]],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"part": "tls", "severity": "medium", "set": "1.2",
		"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["site_config", "scm_minimum_tls_version"],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"part": "scm", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["site_config", "ftps_state"], "not": {"allallowed"}, "part": "ftp", "set": "FtpsOnly",
		"says": "takes files by plain FTP: the password can be read on the way",
	},
	{
		"path": ["site_config", "http2_enabled"], "not": {"false"}, "missing": "always", "part": "http2", "set": true,
		"says": "speaks HTTP/1.1 only",
	},
	{
		"path": ["client_certificate_enabled"], "not": {"false"}, "missing": "always", "says": "asks callers for no certificate",
	},
]

_linux_function_app := [
	{
		"path": ["https_only"], "not": {"false"}, "missing": "always", "severity": "medium", "set": true,
		"says": "answers plain HTTP: passwords and data can be read on the way",
	},
	{
		"path": ["site_config", "minimum_tls_version"], "or": [["site_config", "min_tls_version"]],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"part": "tls", "severity": "medium", "set": "1.2",
		"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["site_config", "scm_minimum_tls_version"],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"part": "scm", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["site_config", "ftps_state"], "not": {"allallowed"}, "part": "ftp", "set": "FtpsOnly",
		"says": "takes files by plain FTP: the password can be read on the way",
	},
	{
		"path": ["site_config", "http2_enabled"], "not": {"false"}, "missing": "always", "part": "http2", "set": true,
		"says": "speaks HTTP/1.1 only",
	},
]

_postgresql_server := [
	{
		"path": ["ssl_enforcement_enabled"], "or": [["ssl_enforcement"]], "not": {"false"}, "missing": "always", "severity": "medium",
		"set": true, "says": "takes connections without TLS: passwords and data can be read on the way",
	},
	{
		"path": ["ssl_minimal_tls_version_enforced"],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"severity": "medium", "set": "TLS1_2",
		"says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["ssl_minimal_tls_version_enforced"], "missing": "always", "part": "minimum", "set": "TLS1_2",
		"says": "names no lowest version of TLS",
	},
	{
		"path": ["ssl_enforcement"], "not": {"disabled"}, "part": "ssl_enforcement_enabled", "severity": "medium",
		"says": "takes connections without TLS: passwords and data can be read on the way",
	},
]

_postgresql_configuration := [
	{
		"path": ["value"], "not": {"off"}, "when": [{"path": ["name"], "in": {"require_secure_transport", "ssl"}}],
		"severity": "medium", "grave": true, "says": "takes connections without TLS: passwords and data can be read on the way",
	},
]

_mssql_server := [
	{
		"path": ["minimum_tls_version"],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"severity": "medium", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
	{
		"path": ["minimum_tls_version"], "missing": "always", "part": "minimum", "set": "1.2",
		"says": "names no lowest version of TLS",
	},
]

_servicebus_namespace := [
	{
		"path": ["minimum_tls_version"], "or": [["min_tls_version"]],
		"not": {"1", "1.0", "1.1", "disabled", "tls1.0", "tls1.1", "tls10", "tls11", "tls1_0", "tls1_1", "tlsenforcementdisabled", "tlsv1.0", "tlsv1.1"},
		"severity": "medium", "set": "1.2", "says": "accepts TLS below 1.2 (`{value}`): what it carries can be downgraded and read",
	},
]

_api_management_api := [
	{
		"path": ["protocols"], "any": {"http"}, "unless": [{"path": ["protocol"], "in": {"soap"}}], "part": "protocols",
		"says": "answers plain HTTP: passwords and data can be read on the way",
	},
]
