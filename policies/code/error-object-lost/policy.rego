# METADATA
# title: The error is logged as text
# description: >-
#   A message without its stack says that something failed, and neither where nor because of what. A logger that is given
#   the error itself keeps stack, cause and code, and lets failures be grouped.
# custom:
#   id: error-object-lost
#   category: code/error-object-lost
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Hand the logger the error itself, where it takes it.
# related_resources:
#   - ref: https://github.com/pinojs/pino/blob/main/docs/api.md#logging-method-parameters
#   - ref: https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/
# schemas:
#   - input: schema.code
package groundwire.code.error_object_lost

# The error was passed whole until now.
findings contains finding if {
	_in_production
	some line in input.errorLogs
	_taken_out(line)
	finding := object.union(
		{
			"at": line.at,
			"subject": line.subject,
			"message": sprintf("`%s` was logged here as it is; now %s.", [line.error, _left(line)]),
			"confidence": "high",
		},
		_fix(line),
	)
}

# The logger drops what stands in this place.
findings contains finding if {
	_in_production
	some line in input.errorLogs
	line.how == "misplaced"
	not _taken_out(line)
	finding := object.union(
		{
			"at": line.at,
			"subject": line.subject,
			"message": sprintf("%s %s: `%s` is not logged at all, and the line tells no cause.", [line.logger, _drops(line), line.error]),
			"severity": "high",
			"confidence": _misplaced_confidence(line),
		},
		_fix(line),
	)
}

# Its message only, with a logger that takes errors as they are.
findings contains finding if {
	_in_production
	some line in input.errorLogs
	line.how == "text"
	line.level in {"error", "fatal", "critical", "warn", "warning"}
	line.takesObject == "yes"
	not line.alsoGoes
	not _taken_out(line)
	finding := object.union(
		{
			"at": line.at,
			"subject": line.subject,
			"message": sprintf("%s of `%s` is logged: stack and cause are lost, and the line says that it failed but not where.", [_text(line), line.error]),
			"severity": _severity(line),
			"confidence": _confidence(line),
		},
		_fix(line),
	)
}

_in_production if input.role in {"server", "library"}

# Of one function, fewer lines than before keep the error, and more lose it; which one is told by how it was before.
_taken_out(line) if {
	line.how != "object"
	not line.alsoGoes
	count(_lines(data.groundwire.before, line.subject, {"object"})) > count(_lines(input, line.subject, {"object"}))
	count(_lines(data.groundwire.before, line.subject, {"text", "none", "misplaced"})) < count(_lines(input, line.subject, {"text", "none", "misplaced"}))
	count(_same(data.groundwire.before, line)) < count(_same(input, line))
}

_lines(file, subject, how) := [line |
	some line in file.errorLogs
	line.subject == subject
	line.how in how
]

_same(file, line) := [other |
	some other in _lines(file, line.subject, {line.how})
	other.level == line.level
	other.error == line.error
	other.via == line.via
]

_left(line) := "nothing of it is" if line.how == "none"

_left(line) := sprintf("%s drops it where it stands", [line.logger]) if line.how == "misplaced"

_left(line) := "only a text of it is, without stack and cause" if line.how == "text"

_text(line) := {
	"message": "Only the message",
	"template": "Only a text",
	"json": "Only the JSON, which of an error is mostly `{}`,",
	"string": "Only a text",
	"inspect": "Only a printout",
}[line.via]

_drops(line) := "takes an object in front of the message and drops one behind it" if line.logger in {"pino", "fastify"}

_drops(line) := "takes an object in front for the message" if not line.logger in {"pino", "fastify"}

default _severity(_) := "low"

_severity(line) := "medium" if {
	line.level in {"error", "fatal", "critical"}
	input.role == "server"
}

# How the file does it counts: one that logs whole errors has slipped here.
default _confidence(_) := "low"

_confidence(line) := "medium" if {
	line.logger != "console"
	_habit(_conventions) == "object"
}

default _misplaced_confidence(_) := "high"

_misplaced_confidence(_) := "low" if {
	some line in data.groundwire.before.errorLogs
	line.how == "misplaced"
}

_conventions := data.groundwire.before.errorLogs if {
	count(data.groundwire.before.errorLogs) > 0
} else := input.errorLogs

_habit(lines) := "object" if {
	count([1 | some line in lines; line.how == "object"]) > count([1 | some line in lines; line.how == "text"])
} else := "text"

_fix(line) := {"fix": line.fix} if line.fix

_fix(line) := {} if not line.fix
