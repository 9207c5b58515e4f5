package groundwire.cloudformation.cfn_sg_open_ingress_test

import data.groundwire.cloudformation.cfn_sg_open_ingress as rule

_template(rules) := {"Resources": {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": rules}}}}

_open(from, to) := {"IpProtocol": "tcp", "FromPort": from, "ToPort": to, "CidrIp": "0.0.0.0/0"}

test_open if {
	[finding] := [f | some f in rule.findings] with input as _template([_open("22", "22")])
	finding.at == ["Resources", "Group", "Properties", "SecurityGroupIngress", 0, "CidrIp"]
	finding.subject == "Group/port 22"
	finding.severity == "high"
	contains(finding.message, "port 22 (SSH)")
	[range] := [f | some f in rule.findings] with input as _template([_open(1000, 9999)])
	contains(range.message, "more services")
}

test_every_port if {
	[finding] := [f | some f in rule.findings] with input as _template({"IpProtocol": -1, "CidrIpv6": "::/0"})
	finding.severity == "critical"
	finding.at == ["Resources", "Group", "Properties", "SecurityGroupIngress", "CidrIpv6"]
	count(rule.findings) == 1 with input as _template([{"IpProtocol": "tcp", "FromPort": -1, "CidrIp": "0.0.0.0/0"}])
}

test_a_rule_of_its_own if {
	count(rule.findings) == 1 with input as {"Resources": {"Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"IpProtocol": "6", "FromPort": 3306, "CidrIp": "0.0.0.0/0"}}}}
	count(rule.findings) == 1 with input as {"Resources": {"Rule": {"Type": "AWS::RDS::DBSecurityGroupIngress", "Properties": {"CIDRIP": "0.0.0.0/0"}}}}
}

test_not_open if {
	count(rule.findings) == 0 with input as _template([_open(443, 443), _open({"$unknown": "${Port}"}, 22)])
	count(rule.findings) == 0 with input as _template([{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "10.0.0.0/8"}])
	count(rule.findings) == 0 with input as _template([{"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "CidrIp": "0.0.0.0/0"}])
	count(rule.findings) == 0 with input as _template({"$unknown": "${Rules}"})
}

test_opened if {
	closed := _template([object.union(_open(22, 22), {"CidrIp": "10.1.0.0/16"})])
	[finding] := [f | some f in rule.findings] with input as _template([_open(22, 22)]) with data.groundwire.before as closed
	contains(finding.message, "until now")
	[same] := [f | some f in rule.findings] with input as _template([_open(22, 22)]) with data.groundwire.before as _template([_open(0, 100)])
	not contains(same.message, "until now")
}
