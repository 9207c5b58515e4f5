package groundwire.terraform.hardcoded_secret_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.hardcoded_secret as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_database(password) := modules.resource("aws_db_instance", "orders", {"password": password})

_word := concat("", ["Tr0ub4", "dor-3"])

_access_key := concat("", ["AKIA", "IOSFODNN7EXAMPLE"])

test_a_password if {
	finding := _only(_database(_word))
	finding.at == ["resource", "aws_db_instance", "orders", 0, "password"]
	finding.severity == "high"
	not contains(finding.message, _word)
}

test_what_stands_for_something_else if {
	every value in ["", "changeme", "<password>", "none", "${var.password}", {"$unknown": "random_password.orders.result"}, "arn:aws:secretsmanager:eu-west-1:1:secret:orders"] {
		_silent(_database(value))
	}
}

test_keys_of_a_known_form if {
	finding := _only(modules.resource("aws_instance", "api", {"user_data": sprintf("#!/bin/sh\nexport AWS_ACCESS_KEY_ID=%s\n", [_access_key])}))
	finding.severity == "critical"
	not contains(finding.message, _access_key)
	every secret in [
		concat("", ["ghp_", "abcdefghijklmnopqrstuvwxyz0123456789"]), concat("", ["glpat-", "abcdefghij0123456789"]),
		concat("", ["xoxb-", "012345678901-abcdefghij"]), concat("", ["sk_live_", "abcdefghij0123456789"]),
		concat("", ["AIza", "abcdefghijklmnopqrstuvwxyz012345678"]),
		concat("", ["SG.", "abcdefghijklmnopqrstuv", ".", "abcdefghijklmnopqrstuvwxyz0123456789abcdefg"]),
		concat("", ["AccountKey=", "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz=="]),
		concat("", ["-----BEGIN RSA PRIVATE", " KEY-----\nMIIEowIBAAKCAQEAabcd"]),
		concat("", ["aws_secret_access_key = ", "abcdefghijklmnopqrstuvwxyz0123456789abcd"]),
	] {
		_only(modules.resource("null_resource", "a", {"triggers": {"a": secret}})).severity == "critical"
	}
	_silent(modules.resource("aws_instance", "api", {"user_data": "export AWS_ACCESS_KEY_ID=FOO"}))
}

test_variables_of_functions if {
	_only(modules.resource("aws_lambda_function", "f", {"environment": [{"variables": {"DB_PASSWORD": _word}}]})).at == ["resource", "aws_lambda_function", "f", 0, "environment", 0, "variables", "DB_PASSWORD"]
	_silent(modules.resource("aws_lambda_function", "f", {"environment": [{"variables": {"PASSWORD_LENGTH": "32"}}]}))
}

test_parameters_and_secrets if {
	_only(modules.resource("aws_ssm_parameter", "p", {"type": "SecureString", "value": _word}))
	_silent(modules.resource("aws_ssm_parameter", "p", {"type": "String", "value": _word}))
	_only(modules.resource("azurerm_key_vault_secret", "p", {"value": _word}))
	_only(modules.resource("aws_secretsmanager_secret_version", "p", {"secret_string": _word}))
	_only(modules.resource("aws_secretsmanager_secret_version", "p", {"secret_string": json.marshal({"user": "shop", "password": _word})}))
	_silent(modules.resource("aws_secretsmanager_secret_version", "p", {"secret_string": json.marshal({"user": "shop", "password": "${random_password.p.result}"})}))
	_silent(modules.resource("google_secret_manager_secret_version", "p", {"secret": "oauth-client-id"}))
}

test_defaults_of_variables_and_providers if {
	default_of := {"variable": {"db_password": [{"default": _word}]}, "resource": {"aws_db_instance": {"orders": [{"password": _word}]}}}
	finding := _only(modules.module(default_of))
	finding.at == ["variable", "db_password", 0, "default"]
	finding.severity == "medium"
	_only(modules.module({"provider": {"acme": [{"token": _word}]}})).subject == "provider.acme/token"
	_only(modules.module({"module": {"db": [{"source": "./db", "password": _word}]}})).subject == "module.db/password"
	_silent(modules.module({"data": {"google_secret_manager_secret_version": {"a": [{"secret": "oauth-client-id"}]}}}))
	_only(modules.module({"data": {"http": {"a": [{"request_headers": {"x": _access_key}}]}}})).subject == "data.http.a/request_headers.x"
}

test_a_database_for_a_while if {
	_only(modules.resource("aws_db_instance", "orders", {"identifier": "orders-dev", "password": _word})).confidence == "medium"
}

test_it_came_from_elsewhere if {
	[finding] := [f | some f in rule.findings] with input as _database(_word) with data.groundwire.before as _database({"$unknown": "var.password"})
	contains(finding.message, "until now it came from elsewhere")
}

# What stands for a key elsewhere; of a password it may be the value.
test_a_word_is_no_key if {
	_silent(modules.module({"variable": {"mail_api_key": [{"default": "prodonly"}]}}))
	_only(modules.module({"variable": {"db_password": [{"default": "prodonly"}]}})).subject == "variable.db_password/default"
}
