# METADATA
# title: All failures look the same
# description: >-
#   Where every failure becomes one status or one message, callers retry what cannot heal, give up on what could, and the
#   error rate of the service counts the mistakes of its callers.
# custom:
#   id: uncategorised-error
#   category: code/uncategorised-error
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Ask which failure it is, and answer the caller's mistakes, timeouts and failures of others differently from your own.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
#   - ref: https://sre.google/sre-book/handling-overload/
# schemas:
#   - input: schema.code
package groundwire.code.uncategorised_error

# What was told apart until now is not.
findings contains finding if {
	input.role in {"server", "library"}
	some mapping in input.errorMappings
	gone := _no_longer_asked(mapping)
	finding := {
		"at": mapping.at,
		"subject": mapping.subject,
		"message": sprintf("%s of %s was told apart here; now it %s.", [_listed(gone), _tried(mapping), _becomes(mapping)]),
		"severity": _lost_severity(mapping),
		"confidence": _lost_confidence(mapping),
	}
}

# The handler that asked is gone, and the call is still there: whoever called gets whatever failed.
findings contains finding if {
	input.role in {"server", "library"}
	some was in data.groundwire.before.errorMappings
	count(was.narrowed) > 0
	was.becomes in {"throw", "response"}
	was.trying != ""
	not _is_handled(was.subject)
	some call in input.unguardedCalls
	call.subject == was.subject
	call.name == was.trying
	finding := {
		"at": call.at,
		"was": was.at,
		"subject": was.subject,
		"message": sprintf("%s of `%s` was told apart here; now every failure goes on as it is, and whoever answers takes it for one of ours.", [_listed(was.narrowed), was.trying]),
		"severity": "medium",
		"confidence": "high",
	}
}

# Everything becomes a failure of ours although what was tried tells its failures apart.
findings contains finding if {
	input.role in {"server", "library"}
	some mapping in input.errorMappings
	_blames_us(mapping)
	count(mapping.narrowed) == 0
	not mapping.delegated
	count(mapping.thrown) > 0
	not _no_longer_asked(mapping)
	finding := {
		"at": mapping.at,
		"subject": mapping.subject,
		"message": sprintf("What is tried here throws %s, and every failure is answered with %s: the caller's mistake looks like an outage of ours.", [_listed(mapping.thrown), mapping.answer]),
		"confidence": _confidence(mapping),
	}
}

# One code for every failure of a call, whatever it was.
findings contains finding if {
	input.role == "server"
	some mapping in input.errorMappings
	_blames_us(mapping)
	mapping.becomes == "throw"
	count(mapping.narrowed) == 0
	not mapping.delegated
	count(mapping.thrown) == 0
	not _no_longer_asked(mapping)
	mapping.trying != ""
	_tells_apart_elsewhere
	finding := {
		"at": mapping.at,
		"subject": mapping.subject,
		"message": sprintf("Whatever fails in %s becomes %s, also what the caller could mend; other handlers of this file tell failures apart.", [_tried(mapping), mapping.answer]),
		"severity": "low",
		"confidence": "low",
	}
}

_is_handled(subject) if {
	some mapping in input.errorMappings
	mapping.subject == subject
}

# The same handler asked before, and the answer is not left to another function since.
_no_longer_asked(mapping) := gone if {
	earlier := [was | some was in data.groundwire.before.errorMappings; _same(was, mapping)]
	now := [other | some other in input.errorMappings; _same(other, mapping)]
	count(earlier) == count(now)
	not _newly_delegated(mapping, earlier)
	asked := {name | some was in earlier; some name in was.narrowed}
	still := {name | some other in now; some name in other.narrowed}
	missing := asked - still
	count(missing) > 0
	# A question that is put in other words is no loss.
	count(still - asked) == 0
	_had_fewest(mapping, now)
	gone := sort(missing)
}

# Of several handlers of one attempt, the one that asks least is told.
_had_fewest(mapping, now) if {
	fewest := min({count(other.narrowed) | some other in now})
	count(mapping.narrowed) == fewest
}

_newly_delegated(mapping, earlier) if {
	mapping.delegated
	not _any_delegated(earlier)
}

_any_delegated(mappings) if {
	some mapping in mappings
	mapping.delegated
}

_same(a, b) if {
	a.subject == b.subject
	a.trying == b.trying
}

_blames_us(mapping) if regex.match(`^(5\d\d|INTERNAL|InternalServerError|UNKNOWN_ERROR)`, mapping.answer)

_tells_apart_elsewhere if {
	some mapping in input.errorMappings
	count(mapping.narrowed) > 0
	mapping.becomes in {"throw", "response"}
}

_becomes(mapping) := sprintf("is answered with %s like any other failure", [mapping.answer]) if {
	mapping.answer != ""
} else := "is thrown on like any other failure" if {
	mapping.becomes == "throw"
} else := "is handled like any other failure"

default _lost_confidence(_) := "high"

# Which failures are logged was changed; what the caller gets still depends on other questions.
_lost_confidence(mapping) := "low" if {
	not mapping.becomes in {"throw", "response"}
	count(mapping.narrowed) > 0
}

default _lost_severity(_) := "medium"

_lost_severity(mapping) := "high" if {
	mapping.serves
	_blames_us(mapping)
}

default _confidence(_) := "low"

_confidence(mapping) := "medium" if {
	input.role == "server"
	mapping.serves
	not mapping.keepsError
}

_tried(mapping) := sprintf("`%s`", [mapping.trying]) if mapping.trying != ""

_tried(mapping) := "what is tried here" if mapping.trying == ""

_listed(names) := sprintf("`%s`", [names[0]]) if count(names) == 1

_listed(names) := sprintf("`%s` (and %d more)", [names[0], count(names) - 1]) if count(names) > 1
