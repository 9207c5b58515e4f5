package groundwire.terraform.queue_unencrypted_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.queue_unencrypted as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_turned_off if {
	[finding] := _found(modules.resource("aws_sqs_queue", "jobs", {"sqs_managed_sse_enabled": false}), null)
	finding.at == ["resource", "aws_sqs_queue", "jobs", 0, "sqs_managed_sse_enabled"]
	count(_found(modules.resource("aws_kinesis_stream", "clicks", {"encryption_type": "NONE"}), null)) == 1
	[transit] := _found(modules.resource("aws_msk_cluster", "events", {"encryption_info": [{"encryption_in_transit": [{"client_broker": "PLAINTEXT"}]}]}), null)
	transit.subject == "aws_msk_cluster.events/transit"
}

test_encrypted_and_unknown if {
	count(_found(modules.resource("aws_sqs_queue", "jobs", {"sqs_managed_sse_enabled": false, "kms_master_key_id": "alias/aws/sqs"}), null)) == 0
	count(_found(modules.resource("aws_sqs_queue", "jobs", {"sqs_managed_sse_enabled": {"$unknown": "var.sse"}}), null)) == 0
	count(_found(modules.resource("aws_sqs_queue", "jobs", {}), null)) == 0
}

test_taken_away if {
	[finding] := _found(modules.resource("aws_sns_topic", "alarms", {}), modules.resource("aws_sns_topic", "alarms", {"kms_master_key_id": "alias/aws/sns"}))
	finding.severity == "high"
	contains(finding.message, "before: `\"alias/aws/sns\"`")
	[short] := _found(modules.resource("aws_kinesis_stream", "clicks_test", {"encryption_type": "NONE"}), null)
	short.severity == "low"
}
