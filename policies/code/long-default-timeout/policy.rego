# METADATA
# title: Deadline left to a long default
# description: >-
#   The library ends the call by itself, but only after minutes. Whoever waits for it has given up long before, and its socket and
#   memory stay taken for as long as the other side hangs.
# custom:
#   id: long-default-timeout
#   category: code/missing-timeout
#   severity: low
#   confidence: high
#   persona: recommended
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Set a deadline that the caller can live with, where the client is made.
#   params:
#     maxDefaultMs: 120000
# related_resources:
#   - ref: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
# schemas:
#   - input: schema.code
package groundwire.code.long_default_timeout

findings contains finding if {
	input.role == "server"
	some call in input.outboundCalls
	_decides(call)
	call.deadline.state == "inherited"
	call.deadline.reason == "default"
	call.deadline.ms > _limit
	not _told(call)
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("%s sets no deadline, and the library's own ends a call after %v s.", [_name(call), round(call.deadline.ms / 1000)]),
		"related": [{"at": call.settings.at} | call.settings],
	}
}

# Calls of an instance have what the instance has: it is told where it is made.
_decides(call) if call.kind == "client"

_decides(call) if {
	call.kind == "call"
	call.client == "undici"
}

# missing-timeout says so where a shorter one was taken away.
_told(call) if {
	some other in data.groundwire.before.outboundCalls
	other.client == call.client
	other.kind == call.kind
	other.subject == call.subject
	other.deadline.state == "literal"
}

default _limit := 120000

_limit := limit if {
	limit := data.groundwire.params["long-default-timeout"].maxDefaultMs
	is_number(limit)
}

_name(call) := sprintf("The `%s` client", [call.client]) if call.kind == "client"

_name(call) := sprintf("`%s`", [call.client]) if call.kind == "call"
