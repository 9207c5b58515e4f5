package groundwire.lib.terraform

# What is lost with a resource, by its type, for a person: data, keys or names that other systems rely on. The attributes are those that
# cannot be changed in place: the provider's documentation says of each that a change forces a new resource
# (registry.terraform.io/providers/hashicorp/{aws,azurerm,google}/latest/docs/resources/<type>).
stateful := object.union_n([_stateful_aws, _stateful_azure, _stateful_google])

_stateful_aws := {
	"aws_backup_vault": _irreplaceable("its backups", ["name", "kms_key_arn"]),
	"aws_cognito_user_pool": _irreplaceable("its users", ["alias_attributes", "username_attributes"]),
	"aws_db_instance": _irreplaceable("its data", ["availability_zone", "character_set_name", "db_name", "engine", "kms_key_id", "snapshot_identifier", "storage_encrypted", "timezone", "username"]),
	"aws_docdb_cluster": _irreplaceable("its data", ["availability_zones", "cluster_identifier", "db_subnet_group_name", "engine", "kms_key_id", "master_username", "snapshot_identifier", "storage_encrypted"]),
	"aws_dynamodb_table": _irreplaceable("its items", ["hash_key", "name", "range_key"]),
	"aws_ebs_volume": _irreplaceable("its data", ["availability_zone", "encrypted", "kms_key_id", "outpost_arn", "snapshot_id"]),
	"aws_ecr_repository": _irreplaceable("its images", ["name"]),
	"aws_efs_file_system": _irreplaceable("its files", ["availability_zone_name", "creation_token", "encrypted", "kms_key_id", "performance_mode"]),
	"aws_eks_cluster": _irreplaceable("all that runs in it", ["name"]),
	"aws_elasticache_cluster": _irreplaceable("what it keeps", ["availability_zone", "cluster_id", "engine", "subnet_group_name"]),
	"aws_elasticache_replication_group": _irreplaceable("what it keeps", ["at_rest_encryption_enabled", "kms_key_id", "replication_group_id", "subnet_group_name"]),
	"aws_elasticsearch_domain": _irreplaceable("its indexes", ["domain_name"]),
	"aws_fsx_lustre_file_system": _irreplaceable("its files", ["deployment_type", "kms_key_id", "subnet_ids"]),
	"aws_fsx_ontap_file_system": _irreplaceable("its files", ["deployment_type", "kms_key_id", "subnet_ids"]),
	"aws_fsx_openzfs_file_system": _irreplaceable("its files", ["deployment_type", "kms_key_id", "subnet_ids"]),
	"aws_fsx_windows_file_system": _irreplaceable("its files", ["deployment_type", "kms_key_id", "subnet_ids"]),
	"aws_keyspaces_table": _irreplaceable("its rows", ["keyspace_name", "table_name"]),
	"aws_kinesis_stream": _irreplaceable("the records that nobody has read yet", ["name"]),
	"aws_kms_key": _irreplaceable("whatever is encrypted with it", ["customer_master_key_spec", "key_usage", "multi_region"]),
	"aws_memorydb_cluster": _irreplaceable("its data", ["kms_key_arn", "name", "subnet_group_name", "tls_enabled"]),
	"aws_mq_broker": _irreplaceable("its messages", ["deployment_mode", "engine_type", "storage_type", "subnet_ids"]),
	"aws_msk_cluster": _irreplaceable("its topics", ["cluster_name"]),
	"aws_neptune_cluster": _irreplaceable("its data", ["cluster_identifier", "engine", "kms_key_arn", "neptune_subnet_group_name", "snapshot_identifier", "storage_encrypted"]),
	"aws_opensearch_domain": _irreplaceable("its indexes", ["domain_name"]),
	"aws_qldb_ledger": _irreplaceable("its journal", ["name"]),
	"aws_rds_cluster": _irreplaceable("its data", ["availability_zones", "cluster_identifier", "database_name", "db_subnet_group_name", "engine", "engine_mode", "kms_key_id", "master_username", "snapshot_identifier", "storage_encrypted"]),
	"aws_rds_global_cluster": _irreplaceable("its data", ["engine", "global_cluster_identifier", "storage_encrypted"]),
	"aws_redshift_cluster": _irreplaceable("its data", ["cluster_identifier", "cluster_subnet_group_name", "database_name", "master_username", "snapshot_identifier"]),
	"aws_route53_zone": _irreplaceable("every name below it", ["name"]),
	"aws_s3_bucket": _irreplaceable("its objects", ["bucket", "bucket_prefix", "object_lock_enabled"]),
	"aws_secretsmanager_secret": _irreplaceable("the secret", ["name"]),
	"aws_sqs_queue": _irreplaceable("the messages that wait in it", ["fifo_queue", "name"]),
	"aws_timestreamwrite_table": _irreplaceable("its records", ["database_name", "table_name"]),
}

_stateful_azure := {type: _irreplaceable(what, array.concat(["name", "resource_group_name", "location"], extra)) |
	some type, [what, extra] in {
		"azurerm_container_registry": ["its images", []],
		"azurerm_cosmosdb_account": ["its data", ["kind"]],
		"azurerm_dns_zone": ["every name below it", []],
		"azurerm_eventhub_namespace": ["the events that nobody has read yet", []],
		"azurerm_key_vault": ["its keys and secrets", ["tenant_id"]],
		"azurerm_kubernetes_cluster": ["all that runs in it", ["dns_prefix"]],
		"azurerm_managed_disk": ["its data", ["zone"]],
		"azurerm_mariadb_server": ["its data", []],
		"azurerm_mssql_database": ["its data", ["collation", "server_id"]],
		"azurerm_mssql_server": ["its databases", ["administrator_login", "version"]],
		"azurerm_mysql_flexible_server": ["its data", ["administrator_login", "delegated_subnet_id"]],
		"azurerm_mysql_server": ["its data", []],
		"azurerm_postgresql_flexible_server": ["its data", ["administrator_login", "delegated_subnet_id"]],
		"azurerm_postgresql_server": ["its data", []],
		"azurerm_private_dns_zone": ["every name below it", []],
		"azurerm_recovery_services_vault": ["its backups", []],
		"azurerm_redis_cache": ["what it keeps", ["subnet_id"]],
		"azurerm_servicebus_namespace": ["the messages that wait in it", []],
		"azurerm_storage_account": ["its blobs, files and queues", ["account_kind", "is_hns_enabled"]],
		"azurerm_storage_container": ["its blobs", ["storage_account_name"]],
		"azurerm_storage_share": ["its files", ["storage_account_name"]],
	}
}

_stateful_google := {type: _irreplaceable(what, array.concat(["project"], names)) |
	some type, [what, names] in {
		"google_alloydb_cluster": ["its data", ["cluster_id", "location"]],
		"google_artifact_registry_repository": ["its images and packages", ["format", "location", "repository_id"]],
		"google_bigquery_dataset": ["its tables", ["dataset_id", "location"]],
		"google_bigquery_table": ["its rows", ["dataset_id", "table_id"]],
		"google_bigtable_instance": ["its tables", ["name"]],
		"google_compute_disk": ["its data", ["name", "snapshot", "type", "zone"]],
		"google_container_cluster": ["all that runs in it", ["location", "name"]],
		"google_dns_managed_zone": ["every name below it", ["dns_name", "name"]],
		"google_filestore_instance": ["its files", ["location", "name", "tier", "zone"]],
		"google_firestore_database": ["its documents", ["location_id", "name"]],
		"google_kms_crypto_key": ["whatever is encrypted with it", ["key_ring", "name", "purpose"]],
		"google_pubsub_topic": ["the messages that wait in it", ["name"]],
		"google_redis_instance": ["what it keeps", ["name", "region", "tier"]],
		"google_secret_manager_secret": ["the secret", ["secret_id"]],
		"google_spanner_database": ["its data", ["instance", "name"]],
		"google_spanner_instance": ["its databases", ["config", "name"]],
		"google_sql_database": ["its tables", ["instance", "name"]],
		"google_sql_database_instance": ["its data", ["encryption_key_name", "name", "region"]],
		"google_storage_bucket": ["its objects", ["location", "name"]],
	}
}

_irreplaceable(what, fixed) := {"what": what, "fixed": fixed}
