package groundwire.lib.terraform

# Queues, topics and streams, and whether what lies in them can be read without a key.

_queue_settings := {
	"aws_sns_topic": [written(["kms_master_key_id"])],
	"aws_sqs_queue": [written(["kms_master_key_id"]), object.union(kept_on(["sqs_managed_sse_enabled"]), {"part": "/managed"})],
	"aws_kinesis_stream": [{"path": ["encryption_type"], "weak": {"none"}, "absent": true}],
	"aws_kinesis_firehose_delivery_stream": [turned_on(["server_side_encryption", "enabled"])],
	"aws_kinesis_video_stream": [written(["kms_key_id"])],
	"aws_msk_cluster": [
		{"path": ["encryption_info", "encryption_in_transit", "client_broker"], "weak": {"plaintext", "tls_plaintext"}, "part": "/transit"},
		object.union(kept_on(["encryption_info", "encryption_in_transit", "in_cluster"]), {"part": "/cluster"}),
		{"path": ["encryption_info"], "weak": {"[]"}, "absent": true},
	],
	"aws_mq_broker": [{"path": ["encryption_options", "kms_key_id"], "weak": {""}, "absent": true}],
	"terraform-aws-modules/sqs": [kept_on(["sqs_managed_sse_enabled"])],
}

unencrypted_queues := [weak |
	some weak in weak_settings(input, _queue_settings)
	not _is_encrypted_otherwise(weak)
]

# SQS has two ways, and one is enough; a stream of a stream has that one's key.
_is_encrypted_otherwise(weak) if {
	weak.found.type == "aws_sqs_queue"
	weak.name == "kms_master_key_id"
	not is_absent(weak.found.block, "sqs_managed_sse_enabled")
}

_is_encrypted_otherwise(weak) if {
	weak.found.type == "aws_sqs_queue"
	weak.name == "sqs_managed_sse_enabled"
	not object.get(weak.found.block, "kms_master_key_id", null) in {null, ""}
}

_is_encrypted_otherwise(weak) if {
	weak.found.type == "aws_kinesis_firehose_delivery_stream"
	count(object.get(weak.found.block, "kinesis_source_configuration", [])) > 0
}
