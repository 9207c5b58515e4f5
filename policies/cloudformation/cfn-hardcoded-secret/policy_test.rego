package groundwire.cloudformation.cfn_hardcoded_secret_test

import data.groundwire.cloudformation.cfn_hardcoded_secret as rule

_template(type, properties) := {"Resources": {"Thing": {"Type": type, "Properties": properties}}}

_key := concat("", ["AK", "IAABCDEFGHIJKLMNOP"])

test_a_password if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::RDS::DBInstance", {"MasterUserPassword": "wonderland"})
	finding.at == ["Resources", "Thing", "Properties", "MasterUserPassword"]
	finding.confidence == "high"
	not contains(finding.message, "wonderland")
}

test_read_from_elsewhere if {
	count(rule.findings) == 0 with input as _template("AWS::RDS::DBInstance", {"MasterUserPassword": "{{resolve:secretsmanager:orders:SecretString:password}}"})
	count(rule.findings) == 0 with input as _template("AWS::RDS::DBInstance", {"MasterUserPassword": {"$unknown": "${Password}"}})
	count(rule.findings) == 0 with input as _template("AWS::RDS::DBInstance", {"MasterUserPassword": ""})
	count(rule.findings) == 0 with input as _template("AWS::Lambda::Function", {"Environment": {"Variables": {"PASSWORD_SECRET_ARN": "x-arn", "DB_PASSWORD": "/orders/password", "TOKEN_URL": "sso.example"}}})
}

test_environments if {
	count(rule.findings) == 1 with input as _template("AWS::Lambda::Function", {"Environment": {"Variables": {"DB_PASSWORD": "wonderland"}}})
	[finding] := [f | some f in rule.findings] with input as _template("AWS::ECS::TaskDefinition", {"ContainerDefinitions": [{"Environment": [{"Name": "API_KEY", "Value": "wonderland"}]}]})
	finding.at == ["Resources", "Thing", "Properties", "ContainerDefinitions", 0, "Environment", 0, "Value"]
	count(rule.findings) == 0 with input as _template("AWS::CodeBuild::Project", {"EnvironmentVariables": [{"Name": "API_KEY", "Type": "SECRETS_MANAGER", "Value": "orders-key"}]})
}

test_tokens if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::Lambda::Function", {"Environment": {"Variables": {"A": _key}}})
	contains(finding.message, "An access key of AWS")
	not contains(finding.message, _key)
}

test_scripts if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::EC2::Instance", {"UserData": "#!/bin/sh\nexport DATABASE_PASSWORD=wonderland\n"})
	contains(finding.message, "`DATABASE_PASSWORD`")
	count(rule.findings) == 0 with input as _template("AWS::EC2::Instance", {"UserData": "export DATABASE_PASSWORD=$(read-secret orders)\nexport SSM_PATH=/database/creds"})
	count(rule.findings) == 0 with input as _template("AWS::Lambda::Function", {"Code": {"ZipFile": "password = secrets.get('x')\ntoken = event['token']"}})
}

test_parameters if {
	parameters := {"Password": {"Type": "String", "NoEcho": "true", "Default": "wonderland"}, "Other": {"Type": "String", "Default": "wonderland"}}
	template := object.union(_template("AWS::RDS::DBInstance", {"MasterUserPassword": "wonderland"}), {"Parameters": parameters})
	[finding] := [f | some f in rule.findings] with input as template
	finding.at == ["Parameters", "Password", "Default"]
	finding.confidence == "high"
	[plain] := [f | some f in rule.findings] with input as {"Resources": {}, "Parameters": {"DbPassword": {"Default": "wonderland"}}}
	plain.confidence == "medium"
	count(rule.findings) == 0 with input as {"Resources": {}, "Parameters": {"DbPassword": {"NoEcho": true}, "Token": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "wonderland"}}}
}
