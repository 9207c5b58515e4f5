# METADATA
# description: What brings data back in Azure.
package groundwire.lib.terraform_azure_no_backup

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"azurerm_postgresql_server": _postgresql_server,
	"azurerm_mysql_server": _postgresql_server,
	"azurerm_mariadb_server": _postgresql_server,
	"azurerm_postgresql_flexible_server": _postgresql_flexible_server,
	"azurerm_mysql_flexible_server": _postgresql_flexible_server,
	"azurerm_key_vault": [
		{
			"path": ["purge_protection_enabled"], "or": [["enable_purge_protection"]], "not": {"false"}, "missing": "always",
			"severity": "medium", "set": true, "says": "can be purged: its keys are gone at once, and with them all that they encrypt",
		},
		{
			"path": ["soft_delete_enabled"], "or": [["enable_soft_delete"]], "not": {"false"}, "severity": "medium", "set": true,
			"says": "keeps nothing that is deleted: a key removed by a slip is gone",
		},
		{
			"path": ["soft_delete_retention_days"], "min": 30, "says": "keeps what is deleted for {value} days",
		},
	],
	"azurerm_key_vault_managed_hardware_security_module": [
		{
			"path": ["purge_protection_enabled"], "not": {"false"}, "missing": "always", "severity": "medium", "set": true,
			"says": "can be purged: its keys are gone at once, and with them all that they encrypt",
		},
	],
	"azurerm_storage_account": [
		{
			"path": ["blob_properties", "delete_retention_policy"], "missing": "always", "part": "blobs",
			"says": "keeps nothing that is deleted: a blob removed by a slip is gone",
		},
		{
			"path": ["blob_properties", "delete_retention_policy", "days"], "min": 7, "part": "days",
			"says": "keeps deleted blobs for {value} days",
		},
		{
			"path": ["blob_properties", "container_delete_retention_policy"], "missing": "within", "part": "containers",
			"says": "keeps no container that is deleted",
		},
		{
			"path": ["blob_properties", "versioning_enabled"], "not": {"false"}, "missing": "within", "part": "versions", "set": true,
			"says": "keeps no former versions: what is overwritten is gone",
		},
		{
			"path": ["account_replication_type"], "not": {"lrs"}, "set": "GRS", "says": "keeps its copies in one building",
		},
	],
	"azurerm_recovery_services_vault": [
		{
			"path": ["soft_delete_enabled"], "not": {"false"}, "severity": "medium", "grave": true, "set": true,
			"says": "keeps no backup that is deleted: who gets in deletes them first",
		},
		{
			"path": ["storage_mode_type"], "not": {"locallyredundant"}, "set": "GeoRedundant",
			"says": "keeps its backups in one region: when that is gone, so are they",
		},
		{
			"path": ["immutability"], "not": {"disabled"}, "part": "immutability",
			"says": "lets its backups be deleted before their time",
		},
	],
	"azurerm_data_protection_backup_vault": [
		{
			"path": ["soft_delete"], "not": {"off"}, "severity": "medium", "grave": true, "says": "keeps no backup that is deleted",
		},
		{
			"path": ["redundancy"], "not": {"locallyredundant"},
			"says": "keeps its backups in one region: when that is gone, so are they",
		},
	],
	"azurerm_backup_policy_vm": [
		{
			"path": ["retention_daily", "count"], "min": 7, "part": "daily", "severity": "medium",
			"says": "keeps daily backups for {value} days: damage found later is for good",
		},
	],
	"azurerm_mssql_database": [
		{
			"path": ["short_term_retention_policy", "retention_days"], "min": 7, "part": "short",
			"says": "can be put back {value} days at most",
		},
		{
			"path": ["geo_backup_enabled"], "not": {"false"}, "severity": "medium", "set": true,
			"says": "keeps its backups in one region: when that is gone, so are they",
		},
		{
			"path": ["zone_redundant"], "not": {"false"}, "missing": "always",
			"when": [{"path": ["sku_name"], "beginnings": ["bc_", "p", "gp_"]}], "set": true, "says": "stands in one building",
		},
		{
			"path": ["storage_account_type"], "not": {"local", "zone"}, "part": "copies",
			"says": "keeps its backups in one region: when that is gone, so are they",
		},
	],
	"azurerm_mssql_managed_database": [
		{
			"path": ["short_term_retention_policy", "retention_days"], "min": 7, "part": "short",
			"says": "can be put back {value} days at most",
		},
	],
	"azurerm_cosmosdb_account": [
		{
			"path": ["backup", "retention_in_hours"], "min": 24, "part": "retention", "says": "keeps backups for {value} hours",
		},
	],
	"azurerm_app_configuration": [
		{
			"path": ["purge_protection_enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["sku"], "in": {"", "free"}}], "set": true, "says": "can be purged: its settings are gone at once",
		},
	],
}

_postgresql_server := [
	{
		"path": ["geo_redundant_backup_enabled"], "not": {"false"}, "missing": "always", "always": true,
		"unless": [{"path": ["create_mode"], "in": {"replica"}}, {"path": ["sku_name"], "beginnings": ["b_"], "known": true}],
		"set": true, "says": "keeps its backups in one region: when that is gone, so are they",
	},
	{
		"path": ["backup_retention_days"], "min": 7, "severity": "medium", "set": 35,
		"says": "keeps backups for {value} days: damage found later is for good",
	},
]

_postgresql_flexible_server := [
	{
		"path": ["geo_redundant_backup_enabled"], "not": {"false"}, "missing": "always", "always": true,
		"unless": [{"path": ["create_mode"], "in": {"replica"}}], "set": true,
		"says": "keeps its backups in one region: when that is gone, so are they",
	},
	{
		"path": ["backup_retention_days"], "min": 7, "severity": "medium",
		"says": "keeps backups for {value} days: damage found later is for good",
	},
]
