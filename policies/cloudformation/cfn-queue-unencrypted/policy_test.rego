package groundwire.cloudformation.cfn_queue_unencrypted_test

import data.groundwire.cloudformation.cfn_queue_unencrypted as rule

_template(type, properties) := {"Resources": {"Jobs": {"Type": type, "Properties": properties}}}

test_queue if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::SQS::Queue", {})
	finding.severity == "low"
	[other] := [f | some f in rule.findings] with input as _template("AWS::SQS::Queue", {"SqsManagedSseEnabled": false})
	other.at == ["Resources", "Jobs", "Properties", "SqsManagedSseEnabled"]
	other.severity == "medium"
}

test_queue_with_a_key if {
	count(rule.findings) == 0 with input as _template("AWS::SQS::Queue", {"KmsMasterKeyId": "alias/aws/sqs"})
	count(rule.findings) == 0 with input as _template("AWS::SQS::Queue", {"SqsManagedSseEnabled": true})
	count(rule.findings) == 0 with input as _template("AWS::SQS::Queue", {"SqsManagedSseEnabled": {"$unknown": "${On}"}})
	count(rule.findings) == 0 with input as _template("AWS::SQS::Queue", {"KmsMasterKeyId": {"$unknown": "${Key}"}})
}

test_topics_and_streams if {
	count(rule.findings) == 1 with input as _template("AWS::SNS::Topic", {})
	count(rule.findings) == 0 with input as _template("AWS::SNS::Topic", {"KmsMasterKeyId": "x"})
	count(rule.findings) == 1 with input as _template("AWS::Kinesis::Stream", {"ShardCount": 1})
	count(rule.findings) == 0 with input as _template("AWS::Kinesis::Stream", {"StreamEncryption": {"EncryptionType": "KMS"}})
}

test_delivery_streams if {
	count(rule.findings) == 1 with input as _template("AWS::KinesisFirehose::DeliveryStream", {"DeliveryStreamType": "DirectPut"})
	count(rule.findings) == 0 with input as _template("AWS::KinesisFirehose::DeliveryStream", {"DeliveryStreamType": "KinesisStreamAsSource"})
	count(rule.findings) == 0 with input as _template("AWS::KinesisFirehose::DeliveryStream", {"DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"}})
}

_transit(settings) := _template("AWS::MSK::Cluster", {"EncryptionInfo": {"EncryptionInTransit": settings}})

test_brokers if {
	{f.subject | some f in rule.findings} == {"Jobs/transit", "Jobs/cluster"} with input as _transit({"ClientBroker": "PLAINTEXT", "InCluster": false})
	count(rule.findings) == 0 with input as _transit({"ClientBroker": "TLS"})
}
