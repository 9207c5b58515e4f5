# METADATA
# title: Nobody listens for the error
# description: >-
#   An `error` event without a listener is thrown where nothing catches it: one reset connection, one file that is missing, one
#   program that does not start, and the process ends with every request that it was serving.
# custom:
#   id: missing-error-listener
#   category: code/missing-error-listener
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Listen for `error` where the emitter is made, log what it says, and decide what becomes of the work at hand.
# related_resources:
#   - ref: https://nodejs.org/api/events.html#error-events
#   - ref: https://nodejs.org/api/process.html#event-unhandledrejection
# schemas:
#   - input: schema.code
package groundwire.code.missing_error_listener

# The change took the listener away; what it listened to is still in use.
findings contains finding if {
	_asked
	some earlier in data.groundwire.before.emitters
	earlier.errors == "heard"
	some emitter in input.emitters
	_same(earlier, emitter)
	emitter.errors != "heard"
	not _shared(emitter)
	count([1 | some hand in emitter.handedTo; not hand in earlier.handedTo]) == 0
	not _heard_elsewhere(emitter)
	finding := object.union(
		{
			"at": emitter.at,
			"subject": emitter.subject,
			"message": sprintf("`%s` has lost its `error` listener: %s.", [emitter.name, _then(emitter)]),
			"severity": _loss(emitter),
			"confidence": "high",
		},
		_was(earlier),
	)
}

# The change took away what heard the failures that nobody else does.
findings contains finding if {
	_asked
	some program in input.programs
	some event in {"unhandledRejection", "uncaughtException"}
	not event in program.hears
	places := [listener.at | some listener in data.groundwire.before.processListeners; listener.event == event]
	count(places) > 0
	finding := {
		"at": program.at,
		"subject": event,
		"message": sprintf("Nothing listens for `%s` any more: %s.", [event, _ending[event]]),
		"confidence": "high",
		"was": places[0],
	}
}

# Made here, and nobody listens.
findings contains finding if {
	input.role in {"server", "library"}
	some emitter in input.emitters
	emitter.made
	emitter.errors == "absent"
	emitter.unheard == "crash"
	not _lost(emitter)
	not _habit(emitter)
	finding := object.union(
		{
			"at": emitter.at,
			"subject": emitter.subject,
			"message": sprintf("Nobody listens for the `error` of `%s`: %s.", [emitter.name, _then(emitter)]),
			"severity": _severity(emitter),
			"confidence": _confidence(emitter),
		},
		_fix(emitter),
	)
}

# A pool that others use is still made here: this is where its errors arrive.
findings contains finding if {
	input.role == "server"
	some emitter in input.emitters
	emitter.made
	emitter.kind == "pool"
	emitter.errors == "unknown"
	count([1 | some hand in emitter.handedTo; not hand in _only_queries]) == 0
	not _lost(emitter)
	not _habit(emitter)
	finding := object.union(
		{
			"at": emitter.at,
			"subject": emitter.subject,
			"message": sprintf("Nobody here listens for the `error` of `%s`: %s.", [emitter.name, _then(emitter)]),
			"severity": "medium",
			"confidence": "medium",
		},
		_fix(emitter),
	)
}

# What a pool is given to without anybody listening to it.
_only_queries := {"export", "drizzle", "field", "PostgresDialect"}

_asked if input.role in {"server", "library", "cli"}

_same(a, b) if {
	a.name == b.name
	a.made == b.made
	_owner(a) == _owner(b)
	_still(a, b)
}

# What comes from elsewhere now may be listened to there.
_still(_, b) if b.made

_still(a, b) if a.origin == b.origin

# As many of its kind in the function as before, and none of them heard: whatever it is called.
_same(a, b) if {
	_alike(a, b)
	now := [other | some other in input.emitters; _alike(other, b)]
	count(now) == count([1 | some other in data.groundwire.before.emitters; _alike(other, a)])
	count([1 | some other in now; other.errors == "heard"]) == 0
}

_alike(a, b) if {
	a.made
	b.made
	a.library == b.library
	a.kind == b.kind
	a.subject == b.subject
}

# A field belongs to its class, a variable to its function.
_owner(emitter) := split(emitter.subject, ".")[0] if startswith(emitter.name, "this.")

_owner(emitter) := emitter.subject if not startswith(emitter.name, "this.")

# A socket that asks for another protocol goes to every listener: one that hears it is enough.
_shared(emitter) if {
	emitter.kind == "socket"
	emitter.library == "http"
}

# Of several with one name, one at least is heard: which of them the change meant cannot be told.
_heard_elsewhere(emitter) if {
	some other in input.emitters
	_same(other, emitter)
	other.errors == "heard"
}

_lost(emitter) if {
	some earlier in data.groundwire.before.emitters
	earlier.errors == "heard"
	_same(earlier, emitter)
}

# At base this file made such things without a listener, and none with one.
_habit(emitter) if {
	earlier := [other | some other in data.groundwire.before.emitters; other.made; other.library == emitter.library; other.kind == emitter.kind]
	count([1 | some other in earlier; other.errors == "absent"]) > 0
	count([1 | some other in earlier; other.errors == "heard"]) == 0
}

_was(earlier) := {"was": earlier.listener} if earlier.listener

_was(earlier) := {} if not earlier.listener

_then(emitter) := sprintf("when %s, the process ends with all that it was doing", [_when[emitter.library]]) if {
	emitter.unheard == "crash"
	_when[emitter.library]
} else := "when it fails, the process ends with all that it was doing" if {
	emitter.unheard == "crash"
} else := "when it fails nobody is told, and Node may end the process for it" if {
	emitter.unheard == "unknown"
} else := "when it fails, it stops working and nobody is told" if {
	emitter.unheard == "stop"
} else := "when it fails, nobody is told"

_when := {
	"pg": "the database closes a connection, as in every failover",
	"mysql2": "the database closes the connection",
	"redis": "Redis restarts or the connection breaks",
	"amqplib": "the broker closes the connection or the channel",
	"mqtt": "the broker refuses the connection",
	"ws": "the connection breaks or the other side sends an invalid frame",
	"net": "the connection is refused or reset",
	"tls": "the connection is refused or reset",
	"http2": "the connection is refused or reset",
	"http": "the other side refuses or resets the connection",
	"dgram": "a name does not resolve or the port is taken",
	"child_process": "the program cannot be started",
	"worker_threads": "the worker throws",
	"fs": "the file cannot be opened, read or written",
	"zlib": "the data is damaged",
	"got": "the request fails",
	"busboy": "a caller sends a malformed form",
	"chokidar": "a watched folder cannot be read",
	"pg-boss": "the database cannot be reached",
	"ssh2": "the connection is refused or breaks",
	"ldapjs": "the directory closes the connection",
	"imapflow": "the mail server closes the connection",
}

_ending := {
	"unhandledRejection": "a promise that is rejected and not caught ends the process with Node's own trace on standard error, past the logger",
	"uncaughtException": "an error that nobody catches ends the process with Node's own trace on standard error, past the logger",
}

# Where the library takes the error itself, only the news of it is lost.
default _loss(_) := "high"

_loss(emitter) := "medium" if emitter.unheard in {"none", "stop"}

# On the way of a request one caller ends the work of all.
_severity(emitter) := "high" if {
	input.role == "server"
	emitter.kind in {"client", "pool", "socket", "request", "child", "worker", "stream"}
} else := "medium"

default _confidence(_) := "medium"

# A script's program or a local file seldom fails; an emitter of the repository may fail only where it is told to.
_confidence(emitter) := "low" if emitter.kind in {"emitter", "watcher"}

_confidence(emitter) := "low" if _shared(emitter)

# It can fail only between two lines of one function, where most libraries give the error to the call that waits.
_confidence(emitter) := "low" if {
	emitter.brief
	emitter.kind in {"client", "pool"}
}

_fix(emitter) := {"fix": emitter.fix} if emitter.fix

_fix(emitter) := {} if not emitter.fix
