package groundwire.code.bare_error_test

import data.groundwire.code.bare_error as rule

_thrown := {"at": "10-20", "subject": "load", "what": "text", "message": "not found", "typed": []}

_with(changes) := object.union(_thrown, changes)

_file(thrown) := {"role": "server", "bareThrows": thrown}

test_text if {
	found := rule.findings with input as _file([_thrown])
	found == {{
		"at": "10-20",
		"subject": "load",
		"message": "Text is thrown (\"not found\"): it has no stack, and no handler can ask which failure it is.",
		"severity": "medium",
		"confidence": "high",
	}}
}

test_text_by_habit if {
	some finding in rule.findings with input as _file([_thrown]) with data.groundwire.before as _file([_thrown])
	finding.confidence == "low"
}

test_bare_among_typed if {
	bare := _with({"what": "error", "typed": ["A", "B"]})
	some finding in rule.findings with input as _file([bare])
	finding.confidence == "low"
	contains(finding.message, "among `A` and others")
	count(rule.findings) == 0 with input as _file([bare]) with data.groundwire.before as _file([bare])
	count(rule.findings) == 0 with input as _file([_with({"what": "error"})])
	count(rule.findings) == 0 with input as object.union(_file([bare]), {"role": "library"})
}

test_without_a_message if {
	some finding in rule.findings with input as _file([_with({"message": ""})])
	startswith(finding.message, "Text is thrown:")
}

test_objects_are_silent if {
	count(rule.findings) == 0 with input as _file([_with({"what": "object"})])
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test"] {
		count(rule.findings) == 0 with input as object.union(_file([_thrown]), {"role": role})
	}
}
