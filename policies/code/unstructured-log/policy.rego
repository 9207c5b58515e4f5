# METADATA
# title: A log line that nobody can query
# description: >-
#   What goes to the console, or into the text of a message, has no level, no fields and no request id. At three in the
#   morning it can be read line by line, and neither filtered, counted nor joined with the request that caused it.
# custom:
#   id: unstructured-log
#   category: code/unstructured-log
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Write through the service's logger, with a fixed message and the values as fields.
#   params:
#     messageValues: objects
# related_resources:
#   - ref: https://opentelemetry.io/docs/specs/otel/logs/data-model/
#   - ref: https://12factor.net/logs
# schemas:
#   - input: schema.code
package groundwire.code.unstructured_log

# The console in place of a logger that the same function had: fields and level are gone, whatever the code is for.
findings contains finding if {
	not input.role in {"test", "script", "build", "generated"}
	some call in input.logCalls
	_replaces_logger(call)
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("This function wrote through a logger; `console.%s` now stands in for it, without level, fields and request id.", [call.level]),
			"confidence": "high",
		},
		_fix(call),
	)
}

# `console.log` where the file itself has a logger: a leftover of debugging.
findings contains finding if {
	some call in _console
	_leftover(call)
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("`console.%s` stands beside the %s logger of this file: a leftover of debugging that no level switches off.", [call.level, _own_logger]),
			"confidence": "high",
		},
		_fix(call),
	)
}

# The console where the package has a logger.
findings contains finding if {
	_has_logger
	some call in _console
	not _leftover(call)
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("`console.%s` bypasses %s: the line has no fields and no request id, so it cannot be found from the request.", [call.level, _logger_name]),
		},
		_fix(call),
	)
}

# No logger anywhere: one note a file, with the other places beside it.
findings contains finding if {
	not _has_logger
	count(_console) > 0
	first := _console[0]
	finding := {
		"at": first.at,
		"subject": "console",
		"message": sprintf("This file logs to the console (%d %s), and its package has no logger: in production there is no level to filter by and no field to query.", [
			count(_console),
			_places(count(_console)),
		]),
		"severity": "low",
		"confidence": _note_confidence,
		"related": [{"at": call.at} | some n, call in _console; n > 0],
	}
}

# Objects and errors made into text, with a logger that takes them as they are.
findings contains finding if {
	_message_values in {"objects", "all"}
	input.role == "server"
	some call in input.logCalls
	call.logger != "console"
	count(call.stringified) > 0
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("%s made into text in a message of the %s logger: nobody can search by what is inside%s.", [_names(call.stringified), call.logger, _stack(call)]),
			"severity": "low",
		},
		_fix(call),
	)
}

# Any value in the message: only where a team asks for it.
findings contains finding if {
	_message_values == "all"
	input.role == "server"
	some call in input.logCalls
	call.logger != "console"
	count(call.stringified) == 0
	count(call.interpolated) > 0
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("%s part of the message and no field: every line is a message of its own, and none can be counted.", [_names(call.interpolated)]),
			"severity": "low",
			"confidence": "low",
		},
		_fix(call),
	)
}

_console := [call |
	input.role == "server"
	some call in input.logCalls
	call.logger == "console"
	not call.excuse
	not _replaces_logger(call)
]

_replaces_logger(call) if {
	call.logger == "console"
	not call.excuse
	count(_written(data.groundwire.before, call.subject, true)) < count(_written(input, call.subject, true))
	count(_written(data.groundwire.before, call.subject, false)) > count(_written(input, call.subject, false))
	every other in _written(data.groundwire.before, call.subject, true) {
		_line(other) != _line(call)
	}
}

# What a function writes: on the console, or through loggers.
_written(file, subject, on_console) := [call |
	some call in file.logCalls
	call.subject == subject
	(call.logger == "console") == on_console
]

_line(call) := [call.level, call.message, call.interpolated]

_own_loggers := {call.logger | some call in input.logCalls; call.logger != "console"}

_own_logger := min(_own_loggers - {"custom"}) if {
	count(_own_loggers - {"custom"}) > 0
} else := "own"

_leftover(call) if {
	call.level in {"log", "debug", "dir", "table", "trace"}
	count(_own_loggers) > 0
}

_has_logger if count(_own_loggers) > 0

_has_logger if count(input.profile.loggers) > 0

_has_logger if input.profile.loggerModule != ""

_logger_name := sprintf("the logger in `%s`", [input.profile.loggerModule]) if {
	input.profile.loggerModule != ""
} else := sprintf("`%s`, which this package has", [input.profile.loggers[0]]) if {
	count(input.profile.loggers) > 0
} else := "the logger of this file"

# What the whole package does is a habit, not an oversight.
_note_confidence := "low" if input.profile.conventions.console

_note_confidence := "medium" if not input.profile.conventions.console

_names(values) := sprintf("`%s` is", [values[0]]) if count(values) == 1

_names(values) := sprintf("%s are", [concat(", ", [sprintf("`%s`", [value]) | some value in values])]) if count(values) > 1

_stack(call) := ", and the stack is lost" if call.error == "text"

_stack(call) := "" if call.error != "text"

_places(n) := "place" if n == 1

_places(n) := "places" if n > 1

_fix(call) := {"fix": call.fix} if call.fix

_fix(call) := {} if not call.fix

default _message_values := "objects"

_message_values := data.groundwire.params["unstructured-log"].messageValues
