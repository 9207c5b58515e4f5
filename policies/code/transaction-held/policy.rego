# METADATA
# title: A transaction waits for the network
# description: >-
#   While a transaction is open it holds a connection of the pool and the locks of its rows. When it waits for another service, a
#   slow answer there becomes a database that nobody can use here.
# custom:
#   id: transaction-held
#   category: code/transaction-held
#   severity: high
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Call before the transaction or after it; write down what is to be sent (an outbox) where both must happen.
# related_resources:
#   - ref: https://www.prisma.io/docs/orm/prisma-client/queries/transactions#interactive-transactions
#   - ref: https://microservices.io/patterns/data/transactional-outbox.html
# schemas:
#   - input: schema.code
package groundwire.code.transaction_held

# A call to somebody else while the rows are locked.
findings contains finding if {
	some work in _work
	work.work == "call"
	work.holder == "transaction"
	finding := {
		"at": work.at,
		"subject": work.subject,
		"message": sprintf("%s is awaited inside the transaction that `%s` begins: until it answers, that keeps its connection and its row locks%s.", [_name(work), work.by, _entry(work)]),
		"severity": _severity(work),
		"confidence": _confidence(work),
		"related": [{"at": work.held}],
	}
}

# A loop without an end of its own.
findings contains finding if {
	some work in _work
	work.work == "loop"
	work.holder == "transaction"
	finding := {
		"at": work.at,
		"subject": work.subject,
		"message": sprintf("This loop ends when something outside does, and runs inside the transaction that `%s` begins: as long as it goes on, that keeps its connection and its row locks.", [work.by]),
		"severity": "medium",
		"confidence": "medium",
		"related": [{"at": work.held}],
	}
}

# A lock is often there for the very call; everybody else waits as long as it does.
findings contains finding if {
	some work in _work
	work.work == "call"
	work.holder == "lock"
	finding := {
		"at": work.at,
		"subject": work.subject,
		"message": sprintf("%s is awaited while `%s` holds its lock: when it hangs, so does everybody who waits for the lock.", [_name(work), work.by]),
		"severity": "low",
		"confidence": "low",
	}
}

# Code that serves, and nothing that base did in the same function already.
_work := [work |
	input.role in {"server", "library"}
	some work in input.heldWork
	not _habit(work)
]

_habit(work) if {
	some other in data.groundwire.before.heldWork
	other.holder == work.holder
	other.by == work.by
	other.name == work.name
	other.subject == work.subject
	_count(data.groundwire.before.heldWork, work) >= _count(input.heldWork, work)
}

_count(all, like) := count([1 |
	some work in all
	work.subject == like.subject
	work.by == like.by
	work.name == like.name
])

_name(work) := sprintf("`%s`, which calls `%s`,", [work.through, work.name]) if {
	work.through != ""
} else := sprintf("`%s`", [work.name])

# Queues answer fast, most of the time.
_severity(work) := "medium" if {
	work.family == "queue"
} else := "high"

_confidence(work) := "medium" if {
	work.family == "queue"
} else := "medium" if {
	work.through != ""
} else := "high"

_entry(work) := sprintf(", and `%s` holds them for as long", [work.entry]) if {
	work.entry
} else := ""
