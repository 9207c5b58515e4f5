# METADATA
# title: An agent's handler that no trace shows
# description: >-
#   Nobody has the code of this handler in mind: whoever is woken by it has only what it tells of itself, and in the traces of its
#   service it is a gap.
# custom:
#   id: agent-handler-trace
#   category: change/agent-handler-trace
#   severity: high
#   confidence: medium
#   persona: recommended
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Open a span around the handler's work, as the rest of the service does, and end it in every case.
#   params:
#     kinds: [agent, session]
# related_resources:
#   - ref: https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans
# schemas:
#   - input: schema.code
package groundwire.change.agent_handler_trace

import data.groundwire.lib.provenance

findings contains {
	"at": handler.at,
	"subject": handler.subject,
	"message": sprintf("%s is new, %s wrote it or a part of it, and no span is open while it works: when it is slow or fails, no trace shows where.", [_name(handler), provenance.named(tools)]),
} if {
	input.role in {"server", "library"}
	_is_traced_service
	some handler in input.handlers
	handler.span == "absent"
	not _stood(handler)
	tools := provenance.writers(handler.at, {kind | some kind in _kinds})
	count(tools) > 0
}

_is_traced_service if input.profile.tracing.manual

_is_traced_service if input.profile.tracing.auto

_is_traced_service if count(input.profile.tracing.libraries) > 0

_stood(handler) if {
	some former in data.groundwire.before.handlers
	former.kind == handler.kind
	former.subject == handler.subject
}

default _kinds := ["agent", "session"]

_kinds := data.groundwire.params["agent-handler-trace"].kinds

_what := {"consumer": "consumer", "http": "handler", "job": "job"}

_name(handler) := sprintf("`%s`", [handler.route]) if handler.route != ""

_name(handler) := sprintf("This `%s` %s", [handler.framework, _what[handler.kind]]) if handler.route == ""
