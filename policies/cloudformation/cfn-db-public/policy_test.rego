package groundwire.cloudformation.cfn_db_public_test

import data.groundwire.cloudformation.cfn_db_public as rule

_template(type, properties) := {"Resources": {"Orders": {"Type": type, "Properties": properties}}}

test_public if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::RDS::DBInstance", {"PubliclyAccessible": true})
	finding.at == ["Resources", "Orders", "Properties", "PubliclyAccessible"]
	finding.subject == "Orders"
	count(rule.findings) == 1 with input as _template("AWS::Redshift::Cluster", {"PubliclyAccessible": "true"})
}

test_not_public if {
	count(rule.findings) == 0 with input as _template("AWS::RDS::DBInstance", {"PubliclyAccessible": false})
	count(rule.findings) == 0 with input as _template("AWS::RDS::DBInstance", {})
	count(rule.findings) == 0 with input as _template("AWS::RDS::DBInstance", {"PubliclyAccessible": {"$unknown": "${Public}"}})
}

test_made_public if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::DMS::ReplicationInstance", {"PubliclyAccessible": true})
		with data.groundwire.before as _template("AWS::DMS::ReplicationInstance", {"PubliclyAccessible": "false"})
	contains(finding.message, "until now it did not")
}

test_public_by_default if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::DMS::ReplicationInstance", {})
	finding.severity == "medium"
	count(rule.findings) == 0 with input as _template("AWS::DMS::ReplicationInstance", {"PubliclyAccessible": false})
}

test_public_brokers if {
	access := {"ConnectivityInfo": {"PublicAccess": {"Type": "SERVICE_PROVIDED_EIPS"}}}
	count(rule.findings) == 1 with input as _template("AWS::MSK::Cluster", {"BrokerNodeGroupInfo": access})
	count(rule.findings) == 0 with input as _template("AWS::MSK::Cluster", {"BrokerNodeGroupInfo": {}})
}
