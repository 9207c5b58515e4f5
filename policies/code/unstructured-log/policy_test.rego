package groundwire.code.unstructured_log_test

import data.groundwire.code.unstructured_log as rule

_console := {
	"at": "10-20",
	"subject": "charge",
	"logger": "console",
	"level": "error",
	"message": "literal",
	"interpolated": [],
	"stringified": [],
	"fields": false,
	"error": "none",
	"scope": "unknown",
}

_pino := object.union(_console, {"at": "30-40", "logger": "pino", "level": "info"})

_profile := {"loggers": ["pino"], "loggerModule": "src/logger", "conventions": {"console": false}}

_none := {"loggers": [], "loggerModule": "", "conventions": {"console": false}}

_file(calls) := {"role": "server", "profile": _profile, "logCalls": calls}

_bare(calls) := {"role": "server", "profile": _none, "logCalls": calls}

test_console_where_the_package_has_a_logger if {
	found := rule.findings with input as _file([_console])
	found == {{
		"at": "10-20",
		"subject": "charge",
		"message": "`console.error` bypasses the logger in `src/logger`: the line has no fields and no request id, so it cannot be found from the request.",
	}}
}

test_library_is_named_without_a_module if {
	some finding in rule.findings with input as object.union(_file([_console]), {"profile": {"loggerModule": ""}})
	contains(finding.message, "`pino`, which this package has")
}

test_leftover_beside_a_logger if {
	found := rule.findings with input as _file([object.union(_console, {"level": "log", "fix": {"name": "structure-log"}}), _pino])
	found == {{
		"at": "10-20",
		"subject": "charge",
		"message": "`console.log` stands beside the pino logger of this file: a leftover of debugging that no level switches off.",
		"confidence": "high",
		"fix": {"name": "structure-log"},
	}}
}

test_error_beside_a_logger_is_no_leftover if {
	some finding in rule.findings with input as _bare([_console, _pino])
	contains(finding.message, "bypasses the logger of this file")
}

test_excused if {
	every excuse in ["sink", "bootstrap", "development"] {
		count(rule.findings) == 0 with input as _file([object.union(_console, {"excuse": excuse})])
	}
}

test_silent_outside_production if {
	every role in ["library", "browser", "cli", "script", "test", "build", "generated"] {
		count(rule.findings) == 0 with input as object.union(_file([_console]), {"role": role})
	}
}

test_one_note_a_file_without_a_logger if {
	found := rule.findings with input as _bare([_console, object.union(_console, {"at": "50-60"})])
	count(found) == 1
	some finding in found
	finding.severity == "low"
	finding.confidence == "medium"
	finding.related == [{"at": "50-60"}]
}

test_habit_of_the_package_is_less_sure if {
	some finding in rule.findings with input as object.union(_bare([_console]), {"profile": {"conventions": {"console": true}}})
	finding.confidence == "low"
}

test_object_in_the_message if {
	some finding in rule.findings with input as _file([object.union(_pino, {"message": "template", "interpolated": ["order"], "stringified": ["order"]})])
	finding.severity == "low"
	finding.message == "`order` is made into text in a message of the pino logger: nobody can search by what is inside."
}

test_error_in_the_message if {
	some finding in rule.findings with input as _file([object.union(_pino, {"error": "text", "stringified": ["error", "order"]})])
	finding.message == "`error`, `order` are made into text in a message of the pino logger: nobody can search by what is inside, and the stack is lost."
}

_interpolated := object.union(_pino, {"message": "template", "interpolated": ["id"]})

test_plain_values_are_silent if {
	count(rule.findings) == 0 with input as _file([_interpolated])
}

test_plain_values_where_a_team_asks if {
	some finding in rule.findings with input as _file([_interpolated]) with data.groundwire.params as {"unstructured-log": {"messageValues": "all"}}
	finding.confidence == "low"
}

test_values_can_be_allowed if {
	count(rule.findings) == 0 with input as _file([object.union(_interpolated, {"stringified": ["order"]})])
		with data.groundwire.params as {"unstructured-log": {"messageValues": "off"}}
}

_replaced(role, now, was) := [finding |
	some finding in rule.findings with input as object.union(_file(now), {"role": role}) with data.groundwire.before as _file(was)
	contains(finding.message, "stands in for it")
]

test_console_in_place_of_a_logger if {
	found := rule.findings with input as _file([_console]) with data.groundwire.before as _file([_pino])
	found == {{
		"at": "10-20",
		"subject": "charge",
		"message": "This function wrote through a logger; `console.error` now stands in for it, without level, fields and request id.",
		"confidence": "high",
	}}
}

test_console_in_place_of_a_logger_wherever_it_runs if {
	every role in ["server", "library", "browser", "cli"] {
		count(_replaced(role, [_console], [_pino])) == 1
	}
	every role in ["test", "script", "build", "generated"] {
		count(_replaced(role, [_console], [_pino])) == 0
	}
}

test_replaced_is_counted_by_function if {
	count(_replaced("library", [_console, _pino], [_pino])) == 0
	count(_replaced("library", [_console], [_console, _pino])) == 0
	count(_replaced("library", [_console], [object.union(_pino, {"subject": "refund"})])) == 0
	count(_replaced("library", [_console], [])) == 0
	count(_replaced("library", [object.union(_console, {"excuse": "sink"})], [_pino])) == 0
	old := object.union(_console, {"level": "warn"})
	[finding] := _replaced("library", [old, object.union(_console, {"at": "90-99"})], [old, _pino])
	finding.at == "90-99"
}
