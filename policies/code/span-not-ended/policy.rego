# METADATA
# title: A span that stays open
# description: >-
#   A span is sent when it ends. One that a way out leaves open is never sent: of all requests, the trace misses those that failed or
#   left early, which are the ones that somebody looks for, and what the span holds stays in memory.
# custom:
#   id: span-not-ended
#   category: code/span-not-ended
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: End the span in a finally block, or let a helper that does so run the work.
# related_resources:
#   - ref: https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans
# schemas:
#   - input: schema.code
package groundwire.code.span_not_ended

# The change took away what ended it.
findings contains finding if {
	_runs
	some span in input.manualSpans
	_open(span)
	was := _ended_before(span)
	finding := object.union(
		{
			"at": _place(span),
			"subject": span.subject,
			"message": sprintf("Every way out of here ended %s. Now %s, and what is not ended is never sent: %s", [_name(span), _how(span), _loss(span)]),
			"confidence": "high",
			"was": was.at,
		},
		_fix(span),
	)
}

# The only call that ended it is gone, and nobody is given the span who was not given it before.
findings contains finding if {
	_runs
	some span in input.manualSpans
	span.ended == "unknown"
	span.endings == 0
	was := _ended_by_call(span)
	finding := {
		"at": span.at,
		"subject": span.subject,
		"message": sprintf("Nothing here ends %s any longer, and what is not ended is never sent: the trace has a gap there.", [_name(span)]),
		"confidence": "high",
		"was": was.at,
	}
}

findings contains finding if {
	_runs
	some span in input.manualSpans
	_open(span)
	not _ended_before(span)
	finding := object.union(
		{
			"at": _place(span),
			"subject": span.subject,
			"message": sprintf("%s %s, and a span that is not ended is never sent: %s", [_subject(span), _how_of(span), _loss(span)]),
			"confidence": _confidence(span),
		},
		_fix(span),
	)
}

_runs if input.role in {"server", "library", "cli"}

_open(span) if span.ended in {"unless", "never"}

_ended_before(span) := earlier if {
	some earlier in data.groundwire.before.manualSpans
	earlier.subject == span.subject
	earlier.name == span.name
	earlier.api == span.api
	earlier.ended == "always"
	count([1 | some one in data.groundwire.before.manualSpans; _same(one, span); one.ended == "always"]) > count([1 | some one in input.manualSpans; _same(one, span); one.ended == "always"])
}

_ended_by_call(span) := earlier if {
	some earlier in data.groundwire.before.manualSpans
	_same(earlier, span)
	earlier.endings > 0
	count([one | some one in span.given; not one in earlier.given]) == 0
	count([1 | some one in data.groundwire.before.manualSpans; _same(one, span); one.endings > 0]) > count([1 | some one in input.manualSpans; _same(one, span); one.endings > 0])
}

_same(a, b) if {
	a.subject == b.subject
	a.name == b.name
	a.api == b.api
}

_place(span) := object.get(span, "leakAt", span.at)

# An early way out is there in black and white; a call may fail, or never do.
_confidence(span) := "medium" if {
	span.leak == "call"
} else := "high"

_fix(span) := {"fix": span.fix} if {
	span.fix
} else := {}

_name(span) := sprintf("the span `%s`", [span.name]) if {
	span.name != ""
} else := sprintf("the span of `%s`", [span.api])

_how(span) := sprintf(_ways[span.leak], ["it"]) if {
	not span.leak in {"none", "call"}
} else := sprintf("nothing ends it when `%s` fails", [span.leaking]) if {
	span.leak == "call"
} else := "nothing ends it"

_how_of(span) := sprintf(_ways[span.leak], [_name(span)]) if {
	not span.leak in {"none", "call"}
} else := sprintf("nothing ends %s when `%s` fails", [_name(span), span.leaking]) if {
	span.leak == "call"
} else := sprintf("nothing ends %s", [_name(span)])

_ways := {
	"return": "this return leaves %s open",
	"throw": "this throw leaves %s open",
	"continue": "the loop's next pass leaves %s open",
	"branch": "one of the branches leaves %s open",
}

_loss(span) := "the trace loses just the calls that fail." if {
	span.leak in {"call", "throw"}
} else := "the trace has a gap there." if {
	span.ended == "never"
} else := "the trace loses just the calls that leave here."

_subject(span) := "Here" if {
	span.subject == "<module>"
} else := sprintf("In `%s`", [span.subject])
