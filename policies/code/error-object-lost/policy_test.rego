package groundwire.code.error_object_lost_test

import data.groundwire.code.error_object_lost as rule

_line := {
	"at": "10-20",
	"subject": "charge",
	"logger": "pino",
	"level": "error",
	"error": "err",
	"how": "text",
	"via": "message",
	"takesObject": "yes",
	"alsoGoes": false,
}

_with(changes) := object.union(_line, changes)

_whole := _with({"how": "object", "via": ""})

_file(lines) := {"role": "server", "errorLogs": lines}

test_object_that_was_taken_out if {
	found := rule.findings with input as _file([_line]) with data.groundwire.before as _file([_whole])
	found == {{
		"at": "10-20",
		"subject": "charge",
		"message": "`err` was logged here as it is; now only a text of it is, without stack and cause.",
		"confidence": "high",
	}}
}

test_all_of_it_taken_out if {
	some finding in rule.findings with input as _file([_with({"how": "none", "via": ""})]) with data.groundwire.before as _file([_whole])
	finding.message == "`err` was logged here as it is; now nothing of it is."
}

test_only_what_changed_is_told if {
	found := rule.findings with input as _file([_line, _with({"at": "30-40", "via": "json"})])
		with data.groundwire.before as _file([_line, _with({"at": "30-40", "how": "object", "via": ""})])
	high := {finding.at | some finding in found; finding.confidence == "high"}
	high == {"30-40"}
}

test_text_of_a_new_line if {
	found := rule.findings with input as _file([_line, _whole, _whole])
	count(found) == 1
	some finding in found
	finding.severity == "medium"
	finding.confidence == "medium"
}

test_file_that_logs_text_goes_to_the_summary if {
	some finding in rule.findings with input as _file([_line])
	finding.confidence == "low"
	found := rule.findings with input as _file([_line, _with({"at": "30-40"}), _whole]) with data.groundwire.before as _file([_with({"at": "30-40"})])
	every one in found {
		one.confidence == "low"
	}
}

test_console_goes_to_the_summary if {
	some finding in rule.findings with input as _file([_with({"logger": "console"}), _whole, _whole])
	finding.confidence == "low"
}

test_library_is_low if {
	some finding in rule.findings with input as object.union(_file([_line]), {"role": "library"})
	finding.severity == "low"
}

test_silent_where_it_is_right if {
	every change in [{"alsoGoes": true}, {"takesObject": "unknown"}, {"takesObject": "no"}, {"level": "info"}, {"how": "object", "via": ""}, {"how": "none", "via": ""}] {
		count(rule.findings) == 0 with input as _file([_with(change)])
	}
}

test_misplaced_is_high if {
	some finding in rule.findings with input as _file([_with({"how": "misplaced", "via": ""})])
	finding.severity == "high"
	finding.confidence == "high"
	startswith(finding.message, "pino takes an object in front of the message")
}

test_misplaced_by_habit_goes_to_the_summary if {
	misplaced := _with({"how": "misplaced", "via": ""})
	some finding in rule.findings with input as _file([misplaced, object.union(misplaced, {"at": "30-40"})]) with data.groundwire.before as _file([misplaced])
	finding.confidence == "low"
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test", "build", "generated"] {
		count(rule.findings) == 0 with input as object.union(_file([_line]), {"role": role}) with data.groundwire.before as _file([_whole])
	}
}

test_fix_is_passed_on if {
	some finding in rule.findings with input as _file([_with({"fix": {"name": "pass-error"}})])
	finding.fix.name == "pass-error"
}
