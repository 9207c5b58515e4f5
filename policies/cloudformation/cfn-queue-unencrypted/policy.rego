# METADATA
# title: Messages are stored unencrypted
# description: >-
#   Messages and records wait on disks for hours or days. Unencrypted they can be read by whoever gets at the storage, and
#   no key decides who may.
# custom:
#   id: cfn-queue-unencrypted
#   category: cloudformation/queue-unencrypted
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set a KMS key, for SQS at least SqsManagedSseEnabled.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
#   - ref: https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_queue_unencrypted

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.queue_switches)

findings contains finding if {
	some found in cfn.resources(input, ["AWS::SQS::Queue"])
	cfn.queue_is_unencrypted(found)
	finding := cfn.remark(found, [_property(found)], {
		"message": sprintf("`%s` has no key%s.", [found.id, _effect(found)]),
		"severity": _severity(found),
	})
}

# A stream of Firehose that takes its records itself.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::KinesisFirehose::DeliveryStream"])
	cfn.is_off(found, ["DeliveryStreamEncryptionConfigurationInput"])
	not cfn.value_at(found, ["DeliveryStreamType"]) in {"KinesisStreamAsSource", "MSKAsSource", "DatabaseAsSource"}
	finding := cfn.remark(found, ["DeliveryStreamEncryptionConfigurationInput"], {"message": sprintf("`%s` buffers its records unencrypted until they are delivered.", [found.id])})
}

# Brokers that are told to speak or take plaintext.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::MSK::Cluster"])
	path := ["EncryptionInfo", "EncryptionInTransit", "ClientBroker"]
	cfn.value_at(found, path) in {"PLAINTEXT", "TLS_PLAINTEXT"}
	finding := cfn.remark(found, path, {
		"message": sprintf("Clients may talk to `%s` without TLS (`%s`): records and credentials can be read on the network.", [found.id, cfn.value_at(found, path)]),
		"subject": sprintf("%s/transit", [found.id]),
		"severity": "medium",
	})
}

findings contains finding if {
	some found in cfn.resources(input, ["AWS::MSK::Cluster"])
	path := ["EncryptionInfo", "EncryptionInTransit", "InCluster"]
	cfn.is_false(cfn.value_at(found, path))
	finding := cfn.remark(found, path, {
		"message": sprintf("The brokers of `%s` talk to each other without TLS: records can be read on the network.", [found.id]),
		"subject": sprintf("%s/cluster", [found.id]),
		"severity": "medium",
	})
}

_property(found) := "SqsManagedSseEnabled" if {
	cfn.is_false(cfn.value_at(found, ["SqsManagedSseEnabled"]))
} else := "KmsMasterKeyId"

# Since 2023 SQS encrypts by itself what says nothing.
_effect(found) := " and has SQS's own encryption turned off: its messages lie on disks in the clear" if {
	cfn.is_false(cfn.value_at(found, ["SqsManagedSseEnabled"]))
} else := ": whoever may receive its messages can read them, and no policy of a key stands in between"

_severity(found) := "medium" if {
	cfn.is_false(cfn.value_at(found, ["SqsManagedSseEnabled"]))
} else := "low"
