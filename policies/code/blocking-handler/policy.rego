# METADATA
# title: A request stops all others
# description: >-
#   While a synchronous call runs, the process does nothing else: every other request waits, health checks included. Under
#   load the waits add up until the instance is taken for dead.
# custom:
#   id: blocking-handler
#   category: code/blocking-handler
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Use the asynchronous form, or do it once when the process starts.
# related_resources:
#   - ref: https://nodejs.org/learn/asynchronous-work/dont-block-the-event-loop
# schemas:
#   - input: schema.code
package groundwire.code.blocking_handler

# A handler, consumer or job leads here.
findings contains finding if {
	_runs
	some call in input.blockingCalls
	call.when == "request"
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("`%s` in `%s` stops the whole process%s: no other request is served meanwhile.", [call.name, call.entry, _until(call)]),
		"severity": _severity(call),
		"confidence": _confidence(call),
	}
}

# Code of the server that somebody calls: from a request as far as can be told.
findings contains finding if {
	input.role == "server"
	some call in input.blockingCalls
	call.when == "unknown"
	call.family in {"hash", "process", "wait"}
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("`%s` stops the whole process%s: whatever else it serves waits.", [call.name, _until(call)]),
		"severity": _severity(call),
		"confidence": _unknown_confidence(call),
	}
}

_runs if input.role in {"server", "library"}

_until(call) := " until the hash is computed" if {
	call.family == "hash"
} else := " until the other program ends" if {
	call.family == "process"
} else := " until the file system answers" if {
	call.family in {"file", "probe"}
} else := ""

_severity(call) := "high" if {
	call.family in {"hash", "process", "wait"}
} else := "low" if {
	call.family == "probe"
} else := "medium"

_confidence(call) := "low" if {
	call.family == "probe"
} else := "medium" if {
	_job(call)
} else := "high"

# Nobody waits for a job, unless the process serves requests beside it.
_job(call) if regex.match(`^job |^\S+ job$`, call.entry)

_unknown_confidence(call) := "medium" if {
	call.family == "hash"
} else := "low"
