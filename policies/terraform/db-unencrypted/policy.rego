# METADATA
# title: A database is not encrypted
# description: >-
#   Its disks, backups and snapshots can be read by whoever gets hold of them. To encrypt it later is to replace it: a new
#   database from a copy of a snapshot, and an outage.
# custom:
#   id: db-unencrypted
#   category: terraform/db-unencrypted
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn encryption on before there is data; the provider's own key will do.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_unencrypted

import data.groundwire.lib.terraform as tf

# At rest.
findings contains finding if {
	some found in _stores
	some switch in _switches[found.type]
	_is_off(found, switch)
	not _inherits(found, switch)
	finding := tf.remark(found, _place(found, switch), {
		"message": sprintf("%s.", [_sentence(found, switch)]),
		"subject": sprintf("%s%s", [found.address, switch.part]),
		"severity": _severity(found, switch),
		"confidence": _confidence(found, switch),
	})
}

_stores := array.concat(
	tf.resources(input, object.keys(_switches)),
	tf.modules(input, [source | some source, _ in _switches; contains(source, "/")]),
)

# `path`: where the switch is, below blocks of their own; `default`: what the provider takes for no answer.
_switches := {
	"aws_db_instance": [_at_rest("storage_encrypted", ["replicate_source_db", "snapshot_identifier", "restore_to_point_in_time"])],
	"aws_rds_cluster": [_at_rest(
		"storage_encrypted",
		["replication_source_identifier", "snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier"],
	)],
	"aws_rds_global_cluster": [_at_rest("storage_encrypted", ["source_db_cluster_identifier"])],
	"aws_docdb_cluster": [_at_rest("storage_encrypted", ["snapshot_identifier", "global_cluster_identifier", "restore_to_point_in_time"])],
	"aws_docdb_global_cluster": [_at_rest("storage_encrypted", ["source_db_cluster_identifier"])],
	"aws_neptune_cluster": [_at_rest("storage_encrypted", ["snapshot_identifier", "global_cluster_identifier", "replication_source_identifier"])],
	"aws_neptune_global_cluster": [_at_rest("storage_encrypted", ["source_db_cluster_identifier"])],
	"aws_redshift_cluster": [_at_rest("encrypted", ["snapshot_identifier", "snapshot_arn"])],
	"aws_elasticache_replication_group": [
		_at_rest("at_rest_encryption_enabled", ["global_replication_group_id"]),
		_in_transit("transit_encryption_enabled", false, ["global_replication_group_id"]),
	],
	"aws_memorydb_cluster": [_in_transit("tls_enabled", true, [])],
	"aws_dax_cluster": [_below("server_side_encryption", "enabled", "at rest")],
	"aws_elasticsearch_domain": _search,
	"aws_opensearch_domain": _search,
	"azurerm_mssql_database": [_kept("transparent_data_encryption_enabled")],
	"terraform-aws-modules/rds": [_kept("storage_encrypted")],
	"terraform-aws-modules/rds-aurora": [_kept("storage_encrypted")],
	"terraform-aws-modules/elasticache": [_kept("at_rest_encryption_enabled"), _in_transit("transit_encryption_enabled", true, [])],
	"terraform-aws-modules/memory-db": [_in_transit("tls_enabled", true, [])],
	"cloudposse/rds": [_kept("storage_encrypted")],
	"cloudposse/rds-cluster": [_kept("storage_encrypted")],
	"cloudposse/documentdb-cluster": [_kept("storage_encrypted")],
	"cloudposse/elasticache-redis": [_kept("at_rest_encryption_enabled"), _in_transit("transit_encryption_enabled", true, [])],
}

_search := [_below("encrypt_at_rest", "enabled", "at rest"), _below("node_to_node_encryption", "enabled", "between its nodes")]

# Off unless turned on; `from` names what a copy takes its answer from.
_at_rest(name, from) := {"block": null, "name": name, "default": false, "from": from, "where": "at rest", "part": ""}

# On unless turned off.
_kept(name) := {"block": null, "name": name, "default": true, "from": [], "where": "at rest", "part": ""}

_in_transit(name, preset, from) := {"block": null, "name": name, "default": preset, "from": from, "where": "in transit", "part": "/transit"}

_below(block, name, where) := {"block": block, "name": name, "default": false, "from": [], "where": where, "part": sprintf("/%s", [block])}

_is_off(found, switch) if tf.is_off(_value(found.block, switch))

_is_off(found, switch) if {
	_value(found.block, switch) == null
	_default(found, switch) == false
}

# The switch as it is written; null where it is not.
_value(block, switch) := object.get(block, switch.name, null) if switch.block == null

_value(block, switch) := object.get(block, [switch.block, 0, switch.name], null) if {
	switch.block != null
	not tf.is_unknown(object.get(block, switch.block, null))
}

_default(found, switch) := switch.default if not _encrypts_by_default(found)

_default(found, _) if _encrypts_by_default(found)

# A serverless cluster of the first kind, and Valkey, are encrypted unless that is turned off.
_encrypts_by_default(found) if {
	found.type == "aws_rds_cluster"
	found.block.engine_mode == "serverless"
}

_encrypts_by_default(found) if {
	found.type == "aws_elasticache_replication_group"
	_may_be(found.block.engine, "valkey")
}

# From version 6 on the AWS provider encrypts Redshift of itself.
_encrypts_by_default(found) if {
	found.type == "aws_redshift_cluster"
	some file in input.documents
	some settings in file.document.terraform
	some requirements in settings.required_providers
	first := split(trim_left(requirements.aws.version, ">=~! "), ".")[0]
	to_number(first) >= 6
}

_may_be(value, name) if value == name

_may_be(value, _) if tf.is_unknown(value)

# A copy is as encrypted as what it is made from, and an explicit answer is one all the same.
_inherits(found, switch) if {
	_value(found.block, switch) == null
	some name in switch.from
	not object.get(found.block, name, null) in {null, ""}
}

# Aurora's instances are encrypted with their cluster.
_inherits(found, switch) if {
	found.type == "aws_db_instance"
	switch.name == "storage_encrypted"
	_value(found.block, switch) == null
	startswith(found.block.engine, "aurora")
}

_place(found, switch) := tf.place(found, switch.name) if switch.block == null

_place(found, switch) := array.concat(found.path, [switch.block, 0, switch.name]) if {
	switch.block != null
	found.block[switch.block][0]
}

_place(found, switch) := found.path if {
	switch.block != null
	not found.block[switch.block][0]
}

_sentence(found, switch) := sprintf("`%s` is not encrypted %s: %s", [found.address, switch.where, _effort(switch)]) if not _had(found, switch)

_sentence(found, switch) := sprintf("`%s` is no longer encrypted %s: %s", [found.address, switch.where, _effect(switch)]) if _had(found, switch)

_effort(switch) := "turning it on later replaces it" if switch.where == "at rest"

_effort(switch) := "passwords and data can be read on the way" if switch.where != "at rest"

_effect(switch) := "Terraform replaces it, and its data is gone with it" if switch.where == "at rest"

_effect(switch) := _effort(switch) if switch.where != "at rest"

_had(found, switch) if tf.is_on(_value(tf.same_block(found), switch))

# Losing it is worse than never having had it: Terraform replaces the database to get there.
_severity(found, switch) := "high" if _had(found, switch)

_severity(found, switch) := "low" if {
	not _had(found, switch)
	_matters_little(found, switch)
}

_severity(found, switch) := "medium" if {
	not _had(found, switch)
	not _matters_little(found, switch)
}

_matters_little(found, _) if tf.is_short_lived(found)

_matters_little(found, switch) if tf.is_callers_choice(found, switch.name)

_confidence(found, switch) := "low" if {
	not _had(found, switch)
	tf.is_callers_choice(found, switch.name)
} else := "high"
