# METADATA
# title: A stream without brakes
# description: >-
#   Bytes that arrive faster than they are taken pile up in memory until the process is killed; a stream whose error nobody
#   hears ends the process or leaves its other side open for ever.
# custom:
#   id: stream-backpressure
#   category: code/stream-backpressure
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Use `pipeline` of `node:stream/promises`, or `for await` over the stream.
# related_resources:
#   - ref: https://nodejs.org/api/stream.html#streampipelinesource-transforms-destination-options
#   - ref: https://nodejs.org/learn/modules/backpressuring-in-streams
# schemas:
#   - input: schema.code
package groundwire.code.stream_backpressure

# A pipe that forwards no failure.
findings contains finding if {
	_runs
	some use in input.streams
	use.kind == "pipe"
	use.state == "ignored"
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` forwards no error: %s.", [use.name, _pipe_consequence(use)]),
			"severity": _severity(use),
			"confidence": _pipe_confidence(use),
		},
		_fix(use),
	)
}

# Chunks go on coming while the work of earlier ones is under way.
findings contains finding if {
	_runs
	some use in input.streams
	use.kind == "data"
	use.state == "ignored"
	finding := {
		"at": use.at,
		"subject": use.subject,
		"message": sprintf("`%s('data', async …)` does not stop the stream while it works: chunks overtake each other, pile up in memory, and a failure is an unhandled rejection.", [use.name]),
		"severity": _severity(use),
		"confidence": "medium",
	}
}

# Writes faster than the other side reads.
findings contains finding if {
	_runs
	some use in input.streams
	use.kind == "write"
	use.state == "ignored"
	use.size in {"stream", "query"}
	finding := {
		"at": use.at,
		"subject": use.subject,
		"message": sprintf("`%s` in this loop does not wait for `drain`: when the reader is slow, everything that was read so far is kept in memory.", [use.name]),
		"severity": _severity(use),
		"confidence": _write_confidence(use),
	}
}

_runs if input.role in {"server", "library"}

_pipe_consequence(use) := sprintf("when %s fails, the process ends with an unhandled `error` event, and the answer stays open", [_side(use)]) if {
	use.to == "response"
} else := sprintf("when %s fails, the process ends with an unhandled `error` event, and the other side stays open", [_side(use)])

_side(use) := "the file" if {
	use.from == "file"
} else := "the upstream" if {
	use.from == "upstream"
} else := "one side"

default _severity(_) := "medium"

_pipe_confidence(use) := "high" if {
	data.groundwire.before
	_heeded_before(use)
} else := "medium" if {
	use.from in {"file", "upstream"}
	input.role == "server"
} else := "low"

_heeded_before(use) if {
	some was in data.groundwire.before.streams
	was.kind == use.kind
	was.name == use.name
	was.state == "heeded"
}

_write_confidence(use) := "medium" if {
	use.size == "query"
} else := "low"

_fix(use) := {"fix": use.fix} if use.fix

_fix(use) := {} if not use.fix
