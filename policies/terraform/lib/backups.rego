package groundwire.lib.terraform

# How long what is stored can be brought back.

_no_days := {"path": ["backup_retention_period"], "weak": {"0"}}

_one_day := {"path": ["backup_retention_period"], "weak": {"0"}, "absent": true}

_no_snapshots := {"path": ["snapshot_retention_limit"], "weak": {"0"}, "absent": true}

_no_automatic_backup := [{"path": ["automatic_backup_retention_days"], "weak": {"0"}}]

_backup_settings := {
	"aws_db_instance": [object.union(_one_day, {"from": ["replicate_source_db", "snapshot_identifier", "restore_to_point_in_time"]})],
	"aws_rds_cluster": [_no_days],
	"aws_docdb_cluster": [_no_days],
	"aws_neptune_cluster": [_no_days],
	"aws_redshift_cluster": [{"path": ["automated_snapshot_retention_period"], "weak": {"0"}}],
	"aws_elasticache_cluster": [object.union(_no_snapshots, {"from": ["replication_group_id"]})],
	"aws_elasticache_replication_group": [object.union(_no_snapshots, {"from": ["global_replication_group_id"]})],
	"aws_memorydb_cluster": [_no_snapshots],
	"aws_dynamodb_table": [object.union(turned_on(["point_in_time_recovery", "enabled"]), {"from": ["restore_source_name", "restore_source_table_arn"]})],
	"aws_keyspaces_table": [{"path": ["point_in_time_recovery", "status"], "weak": {"disabled"}, "absent": true}],
	"aws_lightsail_database": [kept_on(["backup_retention_enabled"])],
	"aws_fsx_windows_file_system": _no_automatic_backup,
	"aws_fsx_lustre_file_system": _no_automatic_backup,
	"aws_fsx_ontap_file_system": _no_automatic_backup,
	"aws_fsx_openzfs_file_system": _no_automatic_backup,
	"aws_efs_backup_policy": [{"path": ["backup_policy", "status"], "weak": {"disabled", "disabling"}}],
	"terraform-aws-modules/rds": [_no_days],
	"terraform-aws-modules/rds-aurora": [_no_days],
	"terraform-aws-modules/dynamodb-table": [turned_on(["point_in_time_recovery_enabled"])],
	"terraform-aws-modules/efs": [kept_on(["enable_backup_policy"])],
	"cloudposse/rds": [_no_days],
	"cloudposse/dynamodb": [kept_on(["enable_point_in_time_recovery"])],
}

# What is stored and cannot be brought back, or not for long.
without_backup := [weak |
	some weak in weak_settings(input, _backup_settings)
	not _needs_no_backup(weak)
]

# Aurora's instances are backed up with their cluster; memcached and the smallest nodes keep nothing.
_needs_no_backup(weak) if {
	weak.found.type == "aws_db_instance"
	startswith(weak.found.block.engine, "aurora")
}

_needs_no_backup(weak) if {
	weak.found.type == "aws_elasticache_cluster"
	object.get(weak.found.block, "engine", "") != "redis"
}

_needs_no_backup(weak) if {
	weak.found.type == "aws_elasticache_cluster"
	weak.found.block.node_type == "cache.t1.micro"
}

_needs_no_backup(weak) if in_backup_plan(weak.found)

# AWS Backup takes it along: it is named, or chosen by tags that may be its own.
in_backup_plan(found) if {
	some selection in resources(input, ["aws_backup_selection"])
	_selects(selection.block, found)
}

_selects(block, _) if count(object.get(block, "selection_tag", [])) > 0

_selects(block, _) if count(object.get(block, "condition", [])) > 0

_selects(block, _) if is_unknown(block.resources)

_selects(block, found) if {
	some chosen in block.resources
	_chooses(chosen, found)
}

_chooses(chosen, found) if referred(chosen) == found.address

_chooses(chosen, _) if {
	is_unknown(chosen)
	split(chosen["$unknown"], ".")[0] in {"var", "local", "each", "module"}
}

_chooses(chosen, _) if {
	is_string(chosen)
	endswith(chosen, "*")
}

# Clusters keep their backups for one day unless they are told to for more.
_copied_from := ["replication_source_identifier", "snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier"]

_one_day_settings := {
	"aws_rds_cluster": [{"path": ["backup_retention_period"], "weak": {"1"}, "absent": true, "from": _copied_from}],
	"aws_docdb_cluster": [{"path": ["backup_retention_period"], "below": 7, "absent": true, "from": _copied_from}],
	"aws_neptune_cluster": [{"path": ["backup_retention_period"], "below": 7, "absent": true, "from": _copied_from}],
}

# What can be brought back for a few days only.
short_backups := [weak |
	some weak in weak_settings(input, _one_day_settings)
	not in_backup_plan(weak.found)
	object.get(weak, "value", null) != 0
]

# What backups are still kept, but for a shorter time than at base.
shortened_backups := [{"found": found, "at": array.concat(found.path, setting.path), "name": setting.path[0], "value": value, "former": former} |
	some found in array.concat(resources(input, object.keys(_backup_settings)), modules(input, [type | some type, _ in _backup_settings; contains(type, "/")]))
	some setting in _backup_settings[found.type]
	count(setting.path) == 1
	value := _days_kept(found, setting.path[0])
	former := _number(same_block(found)[setting.path[0]])
	value > 0
	value < former
]

_days_kept(found, name) := _number(found.block[name])

_days_kept(found, name) := 1 if {
	is_absent(found.block, name)
	_one_day_settings[found.type]
}
