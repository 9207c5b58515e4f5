# METADATA
# title: Stored data have no key of their own
# description: >-
#   The provider's own key encrypts the disks, and whoever may read the table reads it. A key of one's own is a second
#   permission, has a log, and can be taken away.
# custom:
#   id: db-no-customer-key
#   category: terraform/db-unencrypted
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a key of KMS.
# related_resources:
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-mgmt
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_customer_key

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _keys)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` names no key (%s)%s: it is encrypted with one that nobody here controls.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"severity": _severity(weak),
	})
}

_severity(weak) := "medium" if weak.lost

_severity(weak) := "low" if not weak.lost

_keys := {
	"aws_dynamodb_table": [tf.written(["server_side_encryption", "kms_key_arn"])],
	"aws_dms_endpoint": [tf.written(["kms_key_arn"])],
	"aws_dms_replication_instance": [tf.written(["kms_key_arn"])],
	"aws_timestreamwrite_database": [tf.written(["kms_key_id"])],
	"aws_redshiftserverless_namespace": [tf.written(["kms_key_id"])],
	"aws_keyspaces_table": [{"path": ["encryption_specification", "type"], "weak": {"aws_owned_kms_key"}, "absent": true}],
	"aws_docdbelastic_cluster": [tf.written(["kms_key_id"])],
	"aws_qldb_ledger": [tf.written(["kms_key"])],
	"aws_db_snapshot_copy": [tf.written(["kms_key_id"])],
	"aws_athena_database": [{"path": ["encryption_configuration"], "weak": {"[]"}, "absent": true}],
	"aws_athena_workgroup": [{"path": ["configuration", "result_configuration", "encryption_configuration"], "weak": {"[]"}, "absent": true}],
}
