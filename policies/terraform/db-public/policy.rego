# METADATA
# title: A database has an address on the internet
# description: >-
#   A database that everybody can reach is found within hours, and tried with leaked passwords and new exploits.
# custom:
#   id: db-public
#   category: terraform/db-public
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set publicly_accessible to false and reach it from inside of the network.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_public

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _addresses)
	finding := tf.remark(weak.found, weak.at, object.union(_fix(weak), {
		"message": sprintf("`%s` gets an address on the internet (%s)%s: only its security groups and its passwords are between it and everybody.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"severity": _severity(weak),
	}))
}

# A copy of its data that every account can take.
findings contains finding if {
	some found in tf.resources(input, ["aws_db_snapshot", "aws_db_cluster_snapshot", "aws_db_snapshot_copy", "aws_rds_cluster_snapshot_copy"])
	some index, account in found.block.shared_accounts
	account == "all"
	finding := tf.remark(found, array.concat(found.path, ["shared_accounts", index]), {
		"message": sprintf("`%s` is shared with every AWS account: anybody can restore the database from it and read it.", [found.address]),
		"subject": sprintf("%s/shared", [found.address]),
	})
}

_severity(weak) := "medium" if {
	tf.is_short_lived(weak.found)
	not weak.lost
} else := "high"

# Only where the answer is a plain one.
_fix(weak) := {"fix": {"name": "set-attribute", "params": {"value": false}}} if {
	weak.name == "publicly_accessible"
} else := {}

_public := [tf.kept_off(["publicly_accessible"])]

_addresses := {
	"aws_db_instance": _public,
	"aws_rds_cluster_instance": _public,
	"aws_neptune_cluster_instance": _public,
	"aws_docdb_cluster_instance": _public,
	"aws_redshift_cluster": _public,
	"aws_redshiftserverless_workgroup": _public,
	"aws_dms_replication_instance": _public,
	"aws_mq_broker": _public,
	"aws_lightsail_database": _public,
	"aws_msk_cluster": [{"path": ["broker_node_group_info", "connectivity_info", "public_access", "type"], "weak": {"service_provided_eips"}}],
	"terraform-aws-modules/rds": _public,
	"terraform-aws-modules/rds-aurora": _public,
	"terraform-aws-modules/redshift": _public,
	"cloudposse/rds": _public,
	"cloudposse/rds-cluster": _public,
}
