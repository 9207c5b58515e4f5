package groundwire.code.sensitive_log_test

import data.groundwire.code.sensitive_log as rule

_exposure := {
	"at": "10-20",
	"subject": "reset",
	"sink": "log",
	"kind": "secret",
	"name": "resetToken",
	"noun": "reset token",
	"how": "field",
	"redacted": "no",
}

_with(changes) := object.union(_exposure, changes)

_file(exposures) := {"role": "server", "exposures": exposures, "redactions": []}

_one(exposures) := finding if {
	some finding in rule.findings with input as _file(exposures)
}

test_secret_in_a_log if {
	found := rule.findings with input as _file([_exposure])
	found == {{
		"at": "10-20",
		"subject": "reset",
		"message": "`resetToken` goes to the log in plain: whoever reads it there can use it.",
		"severity": "high",
		"confidence": "high",
	}}
}

test_how_somebody_came_in_goes_to_the_summary if {
	_one([_with({"kind": "credential", "noun": "auth", "name": "metadata.auth"})]).confidence == "low"
}

test_values_of_one_line_are_one_finding if {
	found := rule.findings with input as _file([_exposure, _with({"name": "password", "noun": "password"})])
	count(found) == 1
	some finding in found
	startswith(finding.message, "`password` (and 1 more) goes to the log")
}

test_bare_token_is_less_sure if {
	_one([_with({"noun": "token", "name": "token"})]).confidence == "medium"
	_one([_with({"how": "interpolated"})]).confidence == "medium"
	_one([_with({"noun": "password"})]).confidence == "high"
	_one([_with({"kind": "credential", "noun": "invite link"})]).confidence == "low"
}

test_error_message_is_less_sure if {
	finding := _one([_with({"sink": "error", "noun": "password"})])
	finding.confidence == "medium"
	contains(finding.message, "the message of an error")
}

test_environment_and_headers if {
	contains(_one([_with({"kind": "env", "noun": "environment"})]).message, "every setting and secret")
	contains(_one([_with({"kind": "headers", "noun": "headers", "how": "stringified"})]).message, "prove themselves with")
	_one([_with({"kind": "headers", "noun": "headers", "how": "field"})]).severity == "medium"
	_one([_with({"kind": "headers", "noun": "cookie", "how": "field"})]).severity == "high"
}

test_whole_objects if {
	_one([_with({"kind": "body", "noun": "request body"})]).confidence == "medium"
	every kind in ["request", "config", "account"] {
		_one([_with({"kind": kind, "noun": kind})]).confidence == "low"
	}
	_one([_with({"kind": "config", "noun": "secret"})]).severity == "high"
	_one([_with({"kind": "body", "noun": "body"})]).confidence == "low"
}

test_body_where_the_file_logs_bodies_already if {
	body := _with({"kind": "body", "noun": "request body"})
	some finding in rule.findings with input as _file([body]) with data.groundwire.before as _file([object.union(body, {"subject": "other"})])
	finding.confidence == "low"
}

test_personal_data if {
	email := _with({"kind": "personal", "name": "user.email", "noun": "email"})
	_one([email]).confidence == "medium"
	_one([object.union(email, {"sink": "error"})]).confidence == "low"
	some finding in rule.findings with input as _file([email]) with data.groundwire.before as _file([object.union(email, {"subject": "other"})])
	finding.confidence == "low"
	count(rule.findings) == 0 with input as _file([email]) with data.groundwire.params as {"sensitive-log": {"personal": false}}
}

test_secret_and_personal_of_one_line_are_one if {
	count(rule.findings) == 1 with input as _file([_exposure, _with({"kind": "personal", "noun": "email"})])
}

test_redacted_is_silent if {
	every redacted in ["yes", "unknown"] {
		every kind in ["secret", "credential", "env", "headers", "body", "config", "account", "personal", "request"] {
			count(rule.findings) == 0 with input as _file([_with({"redacted": redacted, "kind": kind})])
		}
	}
}

test_address_alone_is_silent if {
	count(rule.findings) == 0 with input as _file([_with({"kind": "url", "noun": "url"})])
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test", "build", "generated"] {
		count(rule.findings) == 0 with input as object.union(_file([_exposure]), {"role": role})
	}
}

test_mask_that_was_taken_off if {
	address := _with({"kind": "url", "name": "urls", "noun": "urls"})
	found := rule.findings with input as _file([address]) with data.groundwire.before as _file([object.union(address, {"redacted": "yes"})])
	count(found) == 1
	some finding in found
	finding.confidence == "high"
	finding.severity == "high"
	finding.message == "`urls` was masked before it went to the log; now it stands there in plain."
}

test_mask_of_another_value_is_no_loss if {
	masked := _with({"redacted": "yes"})
	count(rule.findings) == 0 with input as _file([masked]) with data.groundwire.before as _file([masked])
	found := rule.findings with input as _file([masked, _with({"name": "password"})]) with data.groundwire.before as _file([masked])
	every finding in found {
		not contains(finding.message, "was masked")
	}
}

test_name_taken_off_the_list if {
	list := {"at": "1-2", "subject": "<module> redact", "paths": ["password", "req.headers.authorization"], "complete": true}
	now := object.union(list, {"paths": ["password"]})
	found := rule.findings with input as {"role": "library", "exposures": [], "redactions": [now]}
		with data.groundwire.before as {"exposures": [], "redactions": [list]}
	count(found) == 1
	some finding in found
	startswith(finding.message, "`req.headers.authorization` is off the list")
	count(rule.findings) == 0 with input as {"role": "library", "exposures": [], "redactions": [object.union(now, {"complete": false})]}
		with data.groundwire.before as {"exposures": [], "redactions": [list]}
}
