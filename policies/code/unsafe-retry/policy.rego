# METADATA
# title: Retries that make an outage worse
# description: >-
#   Whatever is down is asked again by everybody at once. Attempts without a pause, without an end or on a schedule of their own
#   multiply the load on the other side in the very minute in which it fails, and keep it down.
# custom:
#   id: unsafe-retry
#   category: code/unsafe-retry
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Give the attempts an end, wait longer before each of them with some chance in it, and wait as long as the other side asks.
#   params:
#     maxAttempts: 50
# related_resources:
#   - ref: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
# schemas:
#   - input: schema.code
package groundwire.code.unsafe_retry

# Neither an end nor a pause: the next attempt follows at once, for as long as the failure lasts.
findings contains finding if {
	some retry in _asked
	retry.kind in {"loop", "recursion"}
	retry.bound == "absent"
	retry.backoff == "absent"
	not retry.varies
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("%s is tried again at once and without end%s: while it fails, this asks for it as fast as it can%s.", [_tried(retry), _narrowed(retry), _entry(retry)]),
		"severity": _grave(retry),
		"confidence": _sure(retry),
	}
}

# Attempts that follow each other at once.
findings contains finding if {
	some retry in _asked
	retry.kind in {"loop", "recursion"}
	retry.bound == "bounded"
	retry.backoff == "absent"
	not retry.varies
	object.get(retry, "attempts", 3) > 2
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("%s is tried %s without a pause: the attempts are over within one short disturbance, and meet whatever failed while it is still busy%s.", [_tried(retry), _times(retry), _entry(retry)]),
		"confidence": _pause_confidence(retry),
	}
}

# Attempts without end.
findings contains finding if {
	some retry in _asked
	retry.kind in {"loop", "recursion"}
	retry.bound == "absent"
	retry.backoff != "absent"
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("%s is tried again for as long as it fails%s: nobody is told that it never worked%s.", [_tried(retry), _narrowed(retry), _entry(retry)]),
		"confidence": _endless_confidence(retry),
	}
}

# A library that was told to go on for ever, or to try again at once.
findings contains finding if {
	some retry in _asked
	retry.kind == "library"
	flaw := _library_flaw(retry)
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("%s %s%s.", [_told(retry), flaw, _entry(retry)]),
	}
}

# The other side says how long to wait, and nobody listens.
findings contains finding if {
	some retry in _asked
	retry.retryAfter == "ignored"
	retry.kind in {"loop", "recursion"}
	retry.bound == "bounded"
	retry.backoff in {"fixed", "growing"}
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("%s is tried again after a rate limit on a schedule of its own: `Retry-After` says when the other side will answer, and attempts before that prolong the limit.", [_tried(retry)]),
		"confidence": "medium",
	}
}

# A job that its own failure puts back at once.
findings contains finding if {
	some retry in _asked
	retry.kind == "requeue"
	retry.bound == "absent"
	retry.backoff == "absent"
	retry.entry
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("`%s` puts the work back at once when it failed, and counts nothing: what cannot succeed goes round for ever.", [retry.around]),
		"confidence": "medium",
	}
}

# A connection that comes back at once: all clients meet the server in the moment in which it starts.
findings contains finding if {
	some retry in _asked
	retry.kind == "reconnect"
	retry.backoff in {"absent", "fixed"}
	retry.library == ""
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("`%s` connects again %s: when the server restarts, all its clients come back in the same moment, again and again.", [retry.around, _when(retry)]),
		"confidence": _reconnect_confidence(retry),
	}
}

# What kept the attempts apart, ended them or let some errors pass is gone.
findings contains finding if {
	some retry in input.retries
	_runs
	some loss in _losses(retry)
	finding := {
		"at": retry.at,
		"subject": retry.subject,
		"message": sprintf("%s %s.", [_again(retry), loss.told]),
		"confidence": "high",
		"was": loss.was,
	}
}

# One remark a retry: the worst of what it has lost.
_losses(retry) := {loss |
	earlier := _earlier(retry)
	kinds := [kind | some kind in ["bound", "backoff", "growth", "retryAfter", "narrowed", "jitter"]; _lost(kind, earlier, retry)]
	count(kinds) > 0
	loss := {"was": earlier.at, "told": _loss[kinds[0]][_kind(retry)]}
}

_kind(retry) := "reconnect" if {
	retry.kind == "reconnect"
} else := "other"

_loss := {
	"bound": {"other": "had an end to its attempts, and has none now: what cannot succeed is tried for ever", "reconnect": "had an end to its attempts, and has none now"},
	"backoff": {"other": "waited before it tried again, and does so at once now: the attempts meet whatever failed while it is still busy", "reconnect": "waited longer before each attempt and no longer does: when the server restarts, all its clients come back in the same moment"},
	"growth": {"other": "waited longer before each attempt, and waits the same time now: whatever is down for longer than a moment is asked as often as on the first failure", "reconnect": "waits the same time before each attempt now"},
	"retryAfter": {"other": "waited for as long as the other side asked (`Retry-After`), and follows a schedule of its own now: attempts before that prolong the limit", "reconnect": "no longer waits as long as the server asks"},
	"narrowed": {"other": "let errors that cannot heal end it, and tries them again now like all others", "reconnect": "no longer tells errors apart"},
	"jitter": {"other": "no longer adds chance to its pauses: those that failed together come back together", "reconnect": "no longer adds chance to its pauses: clients that were cut off together come back together"},
}

# The same retry at base: of its function, of its kind, around the same call where there are several.
_earlier(retry) := earlier if {
	alike := [other | some other in data.groundwire.before.retries; _like(other, retry)]
	now := [other | some other in input.retries; _like(other, retry)]
	count(alike) == count(now)
	position := [index | some index, other in now; other.at == retry.at][0]
	earlier := alike[position]
}

_like(a, b) if {
	a.subject == b.subject
	a.kind == b.kind
	_around(a) == _around(b)
}

# A loop may be wrapped around something else by the change; a requeue is known by what it calls.
_around(retry) := retry.around if {
	retry.kind in {"requeue", "library", "settings"}
} else := ""

_lost("bound", earlier, retry) if {
	earlier.bound == "bounded"
	retry.bound == "absent"
}

_lost("backoff", earlier, retry) if {
	earlier.backoff in {"growing", "fixed", "open"}
	retry.backoff == "absent"
}

_lost("growth", earlier, retry) if {
	retry.kind in {"loop", "recursion"}
	earlier.backoff == "growing"
	retry.backoff == "fixed"
}

_lost("backoff", earlier, retry) if {
	retry.kind == "reconnect"
	earlier.backoff == "growing"
	retry.backoff == "fixed"
}

_lost("retryAfter", earlier, retry) if {
	earlier.retryAfter == "honoured"
	retry.retryAfter == "ignored"
}

_lost("narrowed", earlier, retry) if {
	earlier.narrowed
	not retry.narrowed
	retry.kind in {"loop", "recursion", "settings"}
}

_lost("jitter", earlier, retry) if {
	earlier.jitter == "present"
	retry.jitter == "absent"
	retry.backoff != "unknown"
}

# Code that serves; what a change took away is told once.
_asked := [retry |
	_runs
	some retry in input.retries
	count(_losses(retry)) == 0
]

_runs if input.role in {"server", "library"}

default _grave(_) := "high"

_grave(retry) := "medium" if retry.narrowed

_sure(retry) := "medium" if {
	retry.narrowed
} else := "high"

_pause_confidence(retry) := "medium" if {
	retry.narrowed
} else := "high" if {
	retry.kind == "loop"
} else := "medium"

# A process that waits for its surroundings may well wait for ever; a request may not.
_endless_confidence(retry) := "medium" if {
	retry.entry
	retry.totalDeadline == "absent"
} else := "low"

_reconnect_confidence(retry) := "medium" if {
	retry.backoff == "absent"
} else := "low"

_library_flaw(retry) := "has no end: what cannot succeed is tried for ever" if {
	retry.bound == "absent"
} else := sprintf("tries up to %v times, at once after each failure: the attempts are over within one short disturbance", [retry.attempts]) if {
	retry.backoff == "absent"
	retry.attempts > 1
} else := sprintf("tries up to %v times: more than anybody waits for", [retry.attempts]) if {
	retry.attempts > _max_attempts
}

default _max_attempts := 50

_max_attempts := data.groundwire.params["unsafe-retry"].maxAttempts

_told(retry) := sprintf("`%s`", [retry.library]) if {
	retry.around == ""
} else := sprintf("`%s` around `%s`", [retry.library, retry.around])

_tried(retry) := sprintf("`%s`", [retry.around]) if {
	retry.around != ""
} else := "This"

_again(retry) := sprintf("The reconnect of `%s`", [_function(retry.subject)]) if {
	retry.kind == "reconnect"
} else := sprintf("`%s`", [retry.around]) if {
	retry.kind in {"requeue", "settings"}
} else := sprintf("The retry of `%s`", [retry.around]) if {
	retry.around != ""
} else := "This retry"

_function(subject) := parts[count(parts) - 1] if parts := split(subject, ".")

_times(retry) := sprintf("up to %v times", [retry.attempts]) if {
	retry.attempts
} else := "again"

_narrowed(retry) := " for some errors" if {
	retry.narrowed
} else := ""

_entry(retry) := sprintf(", and `%s` waits for it", [retry.entry]) if {
	retry.entry
} else := ""

_when(retry) := "at once" if {
	retry.backoff == "absent"
} else := "always after the same time"
