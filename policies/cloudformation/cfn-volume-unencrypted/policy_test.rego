package groundwire.cloudformation.cfn_volume_unencrypted_test

import data.groundwire.cloudformation.cfn_volume_unencrypted as rule

_template(type, properties) := {"Resources": {"Data": {"Type": type, "Properties": properties}}}

test_volumes if {
	count(rule.findings) == 1 with input as _template("AWS::EC2::Volume", {"Size": 10})
	count(rule.findings) == 0 with input as _template("AWS::EC2::Volume", {"SnapshotId": "snap-1"})
	count(rule.findings) == 0 with input as _template("AWS::EC2::Volume", {"Encrypted": "true"})
	count(rule.findings) == 1 with input as _template("AWS::EFS::FileSystem", {})
	count(rule.findings) == 2 with input as _template("AWS::WorkSpaces::Workspace", {})
}

test_turned_off if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::EC2::Volume", {"Encrypted": false}) with data.groundwire.before as _template("AWS::EC2::Volume", {"Encrypted": true})
	contains(finding.message, "was `true`")
}

_disk(ebs) := {"BlockDeviceMappings": [{"DeviceName": "/dev/sdb", "Ebs": ebs}, {"DeviceName": "/dev/sdc", "VirtualName": "ephemeral0"}]}

test_disks_of_machines if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::EC2::Instance", _disk({"Encrypted": false}))
	finding.at == ["Resources", "Data", "Properties", "BlockDeviceMappings", 0, "Ebs", "Encrypted"]
	finding.subject == "Data//dev/sdb"
	finding.severity == "medium"
	[silent] := [f | some f in rule.findings] with input as _template("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": _disk({})})
	silent.severity == "low"
	count(rule.findings) == 0 with input as _template("AWS::AutoScaling::LaunchConfiguration", _disk({"SnapshotId": "snap-1"}))
	count(rule.findings) == 0 with input as _template("AWS::AutoScaling::LaunchConfiguration", _disk({"Encrypted": true}))
}
