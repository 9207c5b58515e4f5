package groundwire.lib.terraform

# What keeps a resource from being deleted by a slip, by type: the switch, whether it is on when nobody says so, and what it holds.
protections := object.union(_protected_data, _protected_others)

_protected_data := {
	"aws_db_instance": _switch("deletion_protection", false),
	"aws_rds_cluster": _switch("deletion_protection", false),
	"aws_rds_global_cluster": _switch("deletion_protection", false),
	"aws_docdb_cluster": _switch("deletion_protection", false),
	"aws_docdb_global_cluster": _switch("deletion_protection", false),
	"aws_neptune_cluster": _switch("deletion_protection", false),
	"aws_neptune_global_cluster": _switch("deletion_protection", false),
	"aws_qldb_ledger": _switch("deletion_protection", true),
	"aws_cognito_user_pool": _switch("deletion_protection", false),
	"google_sql_database_instance": _switch("deletion_protection", true),
	"google_alloydb_cluster": _switch("deletion_protection", true),
	"google_bigtable_instance": _switch("deletion_protection", true),
	"google_spanner_database": _switch("deletion_protection", true),
	"google_redis_cluster": _switch("deletion_protection_enabled", true),
	"terraform-aws-modules/rds": _switch("deletion_protection", false),
	"terraform-aws-modules/rds-aurora": _switch("deletion_protection", false),
	"cloudposse/rds": _switch("deletion_protection", false),
	"cloudposse/rds-cluster": _switch("deletion_protection", false),
	"cloudposse/documentdb-cluster": _switch("deletion_protection", false),
}

_protected_others := {
	"aws_dynamodb_table": _switch("deletion_protection_enabled", false),
	"aws_lb": _switch("enable_deletion_protection", false),
	"aws_alb": _switch("enable_deletion_protection", false),
	"aws_networkfirewall_firewall": _switch("delete_protection", false),
	"azurerm_key_vault": _switch("purge_protection_enabled", false),
	"google_container_cluster": _switch("deletion_protection", true),
	"google_bigquery_table": _switch("deletion_protection", true),
	"google_compute_instance": _switch("deletion_protection", true),
	"terraform-aws-modules/alb": _switch("enable_deletion_protection", true),
	"terraform-aws-modules/dynamodb-table": _switch("deletion_protection_enabled", false),
	"cloudposse/alb": _switch("deletion_protection_enabled", false),
	"cloudposse/dynamodb": _switch("deletion_protection_enabled", false),
}

_switch(name, preset) := {"name": name, "default": preset}

holds_data(found) if _protected_data[found.type]

# Every resource that may have such a switch, those of a type that is not in the list by the switch that they write.
protectable(module) := array.concat(
	array.concat(resources(module, object.keys(protections)), modules(module, [type | some type, _ in protections; contains(type, "/")])),
	[found |
		some found in resources(module, _other_types(module))
		some name in _switch_names
		not is_absent(found.block, name)
	],
)

_other_types(module) := {type |
	some file in module.documents
	some type, named in file.document.resource
	not protections[type]
	some instances in named
	some block in instances
	some name in _switch_names
	block[name] != null
}

_switch_names := ["deletion_protection", "deletion_protection_enabled", "enable_deletion_protection", "delete_protection"]

protection_switch(found) := protections[found.type].name

protection_switch(found) := [name | some name in _switch_names; not is_absent(found.block, name)][0] if not protections[found.type]

# Nothing keeps it from being deleted. Terraform alone may be told to, and DynamoDB keeps a deleted table that it backs up.
is_unprotected(found) if {
	_is_switched_off(found)
	not _terraform_keeps(found.block)
	not _comes_back(found)
	not _is_copy(found.block)
}

_is_switched_off(found) if _is_off_word(found.block[protection_switch(found)])

_is_switched_off(found) if {
	is_absent(found.block, protection_switch(found))
	protections[found.type].default == false
}

_is_off_word(value) if is_off(value)

# Cognito's word.
_is_off_word("INACTIVE")

# Bigtable's.
_is_off_word("UNPROTECTED")

_is_on_word(value) if is_on(value)

_is_on_word("ACTIVE")

_is_on_word("PROTECTED")

_terraform_keeps(block) if {
	some lifecycle in block.lifecycle
	not is_off(object.get(lifecycle, "prevent_destroy", false))
}

_comes_back(found) if {
	found.type == "aws_dynamodb_table"
	is_absent(found.block, "deletion_protection_enabled")
	some recovery in found.block.point_in_time_recovery
	not is_off(object.get(recovery, "enabled", false))
	not _was_switched_on(found)
}

_was_switched_on(found) if _is_on_word(same_block(found)[protection_switch(found)])

# The data of a read replica are elsewhere.
_is_copy(block) if not object.get(block, "replicate_source_db", null) in {null, ""}

# What protected it at base, for a person; undefined where nothing did.
former_protection(found) := switch if {
	switch := protection_switch(found)
	_is_on_word(same_block(found)[switch])
} else := switch if {
	switch := protections[found.type].name
	_is_on_word(same_block(found)[switch])
} else := "prevent_destroy" if {
	some lifecycle in same_block(found).lifecycle
	is_on(lifecycle.prevent_destroy)
}
