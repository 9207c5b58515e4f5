package groundwire.code.missing_request_log_test

import data.groundwire.code.missing_request_log as rule

_handler := {
	"at": "10-20",
	"subject": "consumer invoices",
	"kind": "consumer",
	"framework": "bullmq",
	"route": "invoices",
	"requestLog": "absent",
	"correlation": "unknown",
	"span": "unknown",
}

_with(changes) := object.union(_handler, changes)

_file(handlers) := {"role": "server", "handlers": handlers, "profile": {"loggers": ["pino"], "loggerModule": ""}}

test_consumer_without_a_log if {
	found := rule.findings with input as _file([_handler])
	found == {{
		"at": "10-20",
		"subject": "consumer invoices",
		"message": "`invoices` has no log of its own, and nothing in front of it writes one: when it fails there is nothing to look at.",
		"severity": "medium",
		"confidence": "low",
	}}
}

test_request_is_low if {
	some finding in rule.findings with input as _file([_with({"kind": "http"})])
	finding.severity == "low"
}

test_log_that_was_taken_out if {
	found := rule.findings with input as _file([_handler]) with data.groundwire.before as _file([_with({"requestLog": "manual"})])
	count(found) == 1
	some finding in found
	finding.severity == "high"
	finding.confidence == "high"
}

test_covered_is_silent if {
	every state in ["auto", "manual", "unknown"] {
		count(rule.findings) == 0 with input as _file([_with({"requestLog": state})])
	}
}

test_habit_of_the_file_is_silent if {
	count(rule.findings) == 0 with input as _file([_handler]) with data.groundwire.before as _file([_with({"subject": "other"})])
}

test_package_without_a_logger_is_silent if {
	count(rule.findings) == 0 with input as object.union(_file([_handler]), {"profile": {"loggers": [], "loggerModule": ""}})
	found := rule.findings with input as object.union(_file([_with({"route": ""})]), {"profile": {"loggers": [], "loggerModule": "src/log"}})
	some finding in found
	startswith(finding.message, "The `bullmq` consumer")
}
