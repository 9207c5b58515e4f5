# METADATA
# title: A disk is not encrypted
# description: >-
#   A snapshot that is shared or copied by mistake can be read by whoever gets it, and encryption cannot be turned on later:
#   the disk has to be copied.
# custom:
#   id: cfn-volume-unencrypted
#   category: cloudformation/volume-unencrypted
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set Encrypted to true.
# related_resources:
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
#   - ref: https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_volume_unencrypted

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.volume_switches)

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.volume_switches)

# Disks of machines, and of templates for machines.
findings contains finding if {
	some found in cfn.resources(input, object.keys(_devices))
	some index, device in cfn.value_at(found, _devices[found.type])
	disk := device.Ebs
	cfn.lacks({"properties": disk}, ["SnapshotId"])
	cfn.is_off({"properties": disk}, ["Encrypted"])
	name := cfn.text_of(object.get(device, "DeviceName", "?"))
	finding := cfn.remark(found, array.concat(_devices[found.type], [index, "Ebs", "Encrypted"]), {
		"message": sprintf("The disk `%s` of `%s` is not encrypted%s: whoever gets a snapshot of it reads the disk.", [name, found.id, _unless(disk)]),
		"subject": sprintf("%s/%s", [found.id, name]),
		"severity": _severity(disk),
	})
}

# Where no disk is named the image decides.
_devices := {
	"AWS::EC2::Instance": ["BlockDeviceMappings"],
	"AWS::EC2::LaunchTemplate": ["LaunchTemplateData", "BlockDeviceMappings"],
	"AWS::AutoScaling::LaunchConfiguration": ["BlockDeviceMappings"],
}

_unless(disk) := "" if {
	cfn.is_false(object.get(disk, "Encrypted", null))
} else := ", unless the account does it by default"

# What says nothing may still be encrypted by the account's own default.
_severity(disk) := "medium" if {
	cfn.is_false(object.get(disk, "Encrypted", null))
} else := "low"
