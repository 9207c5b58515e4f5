# METADATA
# title: A database keeps no record of what is done
# description: >-
#   After a leak or a bad night nobody can tell who asked what of it, or which statement stood in the way.
# custom:
#   id: db-no-logging
#   category: terraform/db-no-logging
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Export its logs, the audit log above all, to CloudWatch.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_logging

import data.groundwire.lib.terraform as tf

# Nothing is recorded.
findings contains finding if {
	some weak in tf.weak_settings(input, _logs)
	not _is_logged_elsewhere(weak.found)
	not _is_of_cluster(weak.found)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` keeps no log (%s)%s: after a leak nobody can tell what was asked of it.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak),
	})
}

# Something is, but not who did it.
findings contains finding if {
	some found in tf.resources(input, ["aws_docdb_cluster", "aws_neptune_cluster"])
	attribute := _exports[found.type]
	logs := found.block[attribute]
	count(logs) > 0
	not tf.is_unknown(logs)
	not _audits(logs)
	finding := tf.remark(found, array.concat(found.path, [attribute]), {"message": sprintf("`%s` exports logs, but not `audit`: who did what is not recorded.", [found.address])})
}

# Logs of a search domain that are switched off one by one.
findings contains finding if {
	some found in tf.resources(input, ["aws_elasticsearch_domain", "aws_opensearch_domain"])
	some index, options in found.block.log_publishing_options
	tf.is_off(options.enabled)
	finding := tf.remark(found, array.concat(found.path, ["log_publishing_options", index, "enabled"]), {
		"message": sprintf("`%s` publishes its log `%v` no longer (`enabled = false`).", [found.address, object.get(options, "log_type", "")]),
		"subject": sprintf("%s/%v", [found.address, object.get(options, "log_type", "")]),
	})
}

_exports := {"aws_docdb_cluster": "enabled_cloudwatch_logs_exports", "aws_neptune_cluster": "enable_cloudwatch_logs_exports"}

_audits(logs) if "audit" in tf.as_list(logs)

_audits(logs) if {
	some log in tf.as_list(logs)
	tf.is_unknown(log)
}

# Redshift's log may be a resource of its own.
_is_logged_elsewhere(found) if {
	found.type == "aws_redshift_cluster"
	some logging in tf.resources(input, ["aws_redshift_logging"])
	_means(object.get(logging.block, "cluster_identifier", null), found)
}

_means(value, found) if tf.referred(value) == found.address

_means(value, found) if value == found.block.cluster_identifier

_means(value, _) if {
	tf.is_unknown(value)
	not startswith(value["$unknown"], "aws_")
}

# Aurora's instances are logged with their cluster.
_is_of_cluster(found) if {
	found.type == "aws_db_instance"
	startswith(found.block.engine, "aurora")
}

_severity(weak) := "medium" if weak.lost

_severity(weak) := "low" if not weak.lost

_logs := {
	"aws_db_instance": [_exported],
	"aws_rds_cluster": [_exported],
	"aws_docdb_cluster": [_exported],
	"aws_neptune_cluster": [{"path": ["enable_cloudwatch_logs_exports"], "weak": {"[]", ""}, "absent": true}],
	"aws_redshift_cluster": [{"path": ["logging", "enable"], "weak": {"false"}, "absent": true}],
	"aws_redshiftserverless_namespace": [{"path": ["log_exports"], "weak": {"[]"}, "absent": true}],
	"aws_elasticsearch_domain": [_published],
	"aws_opensearch_domain": [_published],
	"aws_mq_broker": [
		object.union(tf.turned_on(["logs", "general"]), {"part": "/general"}),
	],
	"aws_msk_cluster": [{"path": ["logging_info"], "weak": {"[]"}, "absent": true}],
	"aws_elasticache_replication_group": [{"path": ["log_delivery_configuration"], "weak": {"[]"}, "absent": true}],
	"terraform-aws-modules/rds": [{"path": ["enabled_cloudwatch_logs_exports"], "weak": {"[]"}, "absent": true}],
}

_exported := {"path": ["enabled_cloudwatch_logs_exports"], "weak": {"[]", ""}, "absent": true, "from": ["replicate_source_db"]}

_published := {"path": ["log_publishing_options"], "weak": {"[]"}, "absent": true}
