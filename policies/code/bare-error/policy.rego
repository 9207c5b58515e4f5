# METADATA
# title: An error of no type
# description: >-
#   Text that is thrown has no stack. A bare `Error` among typed ones cannot be told apart by whoever catches it, and ends
#   as a failure of ours.
# custom:
#   id: bare-error
#   category: code/uncategorised-error
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Throw one of the code base's own classes of errors, or at least an `Error`.
# related_resources:
#   - ref: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Statements/throw
# schemas:
#   - input: schema.code
package groundwire.code.bare_error

findings contains finding if {
	input.role in {"server", "library"}
	some thrown in input.bareThrows
	thrown.what == "text"
	finding := {
		"at": thrown.at,
		"subject": thrown.subject,
		"message": sprintf("Text is thrown%s: it has no stack, and no handler can ask which failure it is.", [_quoted(thrown)]),
		"severity": "medium",
		"confidence": _text_confidence,
	}
}

findings contains finding if {
	input.role == "server"
	some thrown in input.bareThrows
	thrown.what == "error"
	count(thrown.typed) > 1
	count([1 | some other in input.bareThrows; other.what == "error"]) < count(thrown.typed)
	not _usual
	finding := {
		"at": thrown.at,
		"subject": thrown.subject,
		"message": sprintf("A bare `Error`%s among `%s` and others: whoever catches it cannot tell it from a failure of ours.", [_quoted(thrown), thrown.typed[0]]),
		"severity": "low",
		"confidence": "low",
	}
}

# A file that throws text throughout has its own way of catching it.
default _text_confidence := "high"

_text_confidence := "low" if {
	some was in data.groundwire.before.bareThrows
	was.what == "text"
}

_usual if {
	some was in data.groundwire.before.bareThrows
	was.what == "error"
}

_quoted(thrown) := sprintf(" (\"%s\")", [thrown.message]) if thrown.message != ""

_quoted(thrown) := "" if thrown.message == ""
