package groundwire.terraform.queue_unencrypted_default_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.queue_unencrypted_default as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_nobody_asks if {
	every type in ["aws_sqs_queue", "aws_sns_topic", "aws_kinesis_stream", "aws_msk_cluster"] {
		count(_found(modules.resource(type, "jobs", {}), null)) == 1
	}
	[short] := _found(modules.resource("aws_sns_topic", "jobs_test", {}), null)
	short.severity == "low"
}

test_otherwise if {
	count(_found(modules.resource("aws_sqs_queue", "jobs", {"sqs_managed_sse_enabled": true}), null)) == 0
	count(_found(modules.resource("aws_sqs_queue", "jobs", {"kms_master_key_id": {"$unknown": "aws_kms_key.jobs.id"}}), null)) == 0
	count(_found(modules.resource("aws_kinesis_firehose_delivery_stream", "out", {"kinesis_source_configuration": [{}]}), null)) == 0
	count(_found(modules.resource("aws_msk_cluster", "events", {"encryption_info": [{}]}), null)) == 0
}
