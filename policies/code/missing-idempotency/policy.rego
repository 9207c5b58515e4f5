# METADATA
# title: A message that arrives twice is written twice
# description: >-
#   Queues and webhooks deliver at least once: after a timeout, a restart or a slow answer the same message comes again. A handler
#   that cannot tell makes a second order, a second charge, a second mail.
# custom:
#   id: missing-idempotency
#   category: code/missing-idempotency
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Write with the id of the message as a unique key (upsert, `ON CONFLICT DO NOTHING`), or look it up first.
# related_resources:
#   - ref: https://docs.stripe.com/webhooks#handle-duplicate-events
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
# schemas:
#   - input: schema.code
package groundwire.code.missing_idempotency

# A new handler that writes, with nothing in sight that knows the message again.
findings contains finding if {
	some write in _writes
	write.dedupe == "absent"
	write.effect in {"charge", "insert"}
	finding := {
		"at": write.at,
		"subject": write.subject,
		"message": sprintf("`%s` runs each time the message of %s arrives, and nothing here knows one that came before: a second delivery %s.", [write.name, _handler(write), _twice(write)]),
		"severity": _severity(write),
		"confidence": _confidence(write),
	}
}

# Mail and the like: annoying, seldom more.
findings contains finding if {
	some write in _writes
	write.dedupe == "absent"
	write.effect == "send"
	finding := {
		"at": write.at,
		"subject": write.subject,
		"message": sprintf("`%s` runs each time the message of %s arrives, and nothing here knows one that came before.", [write.name, _handler(write)]),
		"severity": "low",
		"confidence": "low",
	}
}

# The check is gone.
findings contains finding if {
	_runs
	some write in input.messageWrites
	earlier := _lost(write)
	finding := {
		"at": write.at,
		"subject": write.subject,
		"message": sprintf("`%s` was told apart by %s when %s delivers twice; nothing does so now, and a second delivery %s.", [write.name, _by[earlier.by], _handler(write), _twice(write)]),
		"severity": "high",
		"confidence": "high",
		"was": earlier.at,
	}
}

# The write may have taken another form: `upsert` became `create`. What counts is that the handler told arrivals apart.
_lost(write) := earlier if {
	write.dedupe == "absent"
	some earlier in data.groundwire.before.messageWrites
	earlier.entry == write.entry
	earlier.dedupe == "present"
}

_writes := [write |
	_runs
	some write in input.messageWrites
	not _lost(write)
	not _habit(write)
]

# At base this handler wrote so already.
_habit(write) if {
	some other in data.groundwire.before.messageWrites
	other.entry == write.entry
	other.dedupe == "absent"
}

_runs if input.role in {"server", "library"}

_by := {"upsert": "an upsert", "key": "the id of the message", "lookup": "a lookup", "constraint": "a unique constraint"}

_handler(write) := sprintf("`%s`", [write.entry])

_twice(write) := "charges again" if {
	write.effect == "charge"
} else := "writes again"

_severity(write) := "high" if {
	write.effect == "charge"
} else := "medium"

_confidence(write) := "medium" if {
	write.effect == "charge"
} else := "low"
