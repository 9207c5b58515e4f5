package groundwire.cloudformation.cfn_sg_open_port_test

import data.groundwire.cloudformation.cfn_sg_open_port as rule

_template(port) := {"Resources": {
	"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": "0.0.0.0/0"}]}},
	"Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": {"$unknown": "${Group.GroupId}"}, "IpProtocol": "tcp", "FromPort": 8000, "ToPort": 8010, "CidrIp": "0.0.0.0/0"}},
}}

_balancer := {"Resources": {"Front": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"SecurityGroups": [{"$unknown": "${Group}"}]}}}}

test_open if {
	{f.subject | some f in rule.findings} == {"Group/80-80", "Rule/8000-8010"} with input as _template(80)
}

test_https_and_private_ports if {
	{f.subject | some f in rule.findings} == {"Rule/8000-8010"} with input as _template(443)
	{f.subject | some f in rule.findings} == {"Rule/8000-8010"} with input as _template(22)
}

test_a_load_balancer if {
	count(rule.findings) == 0 with input as object.union(_template(80), _balancer)
}
