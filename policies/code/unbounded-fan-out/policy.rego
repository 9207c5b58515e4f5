# METADATA
# title: Everything at once, however much there is
# description: >-
#   The collection decides how many requests or queries start in the same moment. What works with ten elements takes every
#   connection, the memory and the other side's rate limit with ten thousand.
# custom:
#   id: unbounded-fan-out
#   category: code/unbounded-fan-out
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Work in batches or with a limit on how many run at a time, or let one query do it for all.
# related_resources:
#   - ref: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Promise/all
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
# schemas:
#   - input: schema.code
package groundwire.code.unbounded_fan_out

# What ran one after the other, or with a limit, now runs all at once.
findings contains finding if {
	_runs
	some fan in input.fanOuts
	was := _lost(fan)
	_worth(fan, was)
	finding := object.union(
		{
			"at": fan.around,
			"subject": fan.subject,
			"message": sprintf("`%s` was gone through %s; now %s starts for all of its elements at once.", [fan.over, _how(was), _what(fan)]),
			"severity": _severity(fan),
			"confidence": _loss_confidence(fan),
			"was": was.at,
		},
		_fix(fan),
	)
}

# As many requests at once as a query, a text or a caller gives.
findings contains finding if {
	_runs
	some fan in input.fanOuts
	_all_at_once(fan)
	not _lost(fan)
	fan.does in {"io", "database"}
	_open(fan)
	finding := object.union(
		{
			"at": fan.around,
			"subject": fan.subject,
			"message": sprintf("%s starts at once for every element of `%s`, and %s.", [_what(fan), fan.over, _size(fan)]),
			"severity": _severity(fan),
			"confidence": _confidence(fan),
		},
		_fix(fan),
	)
}

_runs if input.role in {"server", "library"}

_all_at_once(fan) if {
	fan.via != "sequence"
	fan.bounded != "yes"
}

# At base this function had a bound for the same work, or for work that is gone with it.
_lost(fan) := [was |
	some was in _bounds_gone
	_alike(was, fan)
][0] if {
	_loose(fan)
	not _stood(fan)
}

_bounds_gone := [was |
	some was in data.groundwire.before.fanOuts
	was.bounded == "yes"
	_limits(was)
	_count(data.groundwire.before.fanOuts, was) > _count(input.fanOuts, was)
]

_alike(was, fan) if {
	was.subject == fan.subject
	was.over == fan.over
}

_alike(was, fan) if {
	was.subject == fan.subject
	was.what == fan.what
	was.what != ""
}

# A limit that somebody chose goes, and in the same function something runs without one.
_alike(was, fan) if {
	was.subject == fan.subject
	_chosen(was)
}

# A list that is written down has no bound to lose.
_limits(was) if was.limiter != ""

_limits(was) if not was.source in {"literal", "constant"}

_count(fans, like) := count([1 | some fan in fans; fan.bounded == "yes"; _same_bound(fan, like)])

# The same limit around a collection with another name is no loss.
_same_bound(a, b) if {
	_chosen(b)
	a.subject == b.subject
	a.limiter == b.limiter
}

_same_bound(a, b) if {
	not _chosen(b)
	a.subject == b.subject
	a.over == b.over
}

# Nothing limits how many run; a list that is written down is as long as it is.
_loose(fan) if _all_at_once(fan)

_loose(fan) if {
	fan.via != "sequence"
	fan.limiter == ""
	fan.source in {"constant", "literal"}
}

# It was all at once before the change too.
_stood(fan) if {
	some was in data.groundwire.before.fanOuts
	was.subject == fan.subject
	was.over == fan.over
	_loose(was)
}

_chosen(was) if not was.limiter in {"", "sequence"}

# Who sets a limit knows that there is something to be spared; a loop may have waited for nothing that matters.
_worth(_, was) if _chosen(was)

_worth(fan, was) if {
	not _chosen(was)
	_all_at_once(fan)
	fan.does != "none"
}

_loss_confidence(fan) := "high" if {
	_all_at_once(fan)
} else := "medium"

_how(was) := "one after the other" if {
	was.limiter == "sequence"
} else := "in parts" if {
	was.limiter in {"", "parts"}
} else := sprintf("under the limit of `%s`", [was.limiter])

_open(fan) if fan.bounded == "no"

_open(fan) if {
	fan.bounded == "unknown"
	fan.source in {"query", "input", "parameter"}
	fan.does == "io"
}

_what(fan) := sprintf("`%s`", [fan.what]) if fan.what != ""

_what(fan) := "the work" if fan.what == ""

_size(fan) := "a query without a limit decides how many there are" if {
	fan.source == "query"
} else := "whoever sends the request decides how many there are" if {
	fan.source == "input"
} else := "the text decides how many there are" if {
	fan.source == "matches"
} else := "one starts for every page that there is" if {
	fan.source == "pages"
} else := "nothing here bounds how many there are"

_severity(fan) := "high" if {
	fan.source in {"input", "matches"}
	fan.does == "io"
} else := "medium"

_confidence(fan) := "medium" if {
	fan.bounded == "no"
	fan.does == "io"
	input.role == "server"
} else := "low"

_fix(fan) := {"fix": fan.fix} if fan.fix

_fix(fan) := {} if not fan.fix
