# METADATA
# title: The process does not drain when it is stopped
# description: >-
#   Every deployment, every scaling down and every drained node sends SIGTERM. A process that does not hear it is cut off in the
#   middle of its requests, messages and jobs, and takes with it what was not yet written or acknowledged.
# custom:
#   id: missing-shutdown
#   category: code/missing-shutdown
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Listen for SIGTERM and SIGINT, stop taking in work, wait for what is under way, close pools, flush telemetry, and set a bound on all of it.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
#   - ref: https://nodejs.org/api/http.html#serverclosecallback
# schemas:
#   - input: schema.code
package groundwire.code.missing_shutdown

# The change took the listener away, and the work that it ended is still begun here.
findings contains finding if {
	_asked
	some event in _signals
	event == _first_lost
	at := _stands
	finding := {
		"at": at.at,
		"subject": at.subject,
		"message": sprintf("%s no longer hears %s: %s.", [_who(at), event, _cut(at)]),
		"confidence": "high",
		"was": _handlers,
		"related": [{"at": at.at}],
	}
}

# What listened for it is in another file, which this one no longer leads to.
findings contains finding if {
	_asked
	not _lost_any
	_led_to_signals
	some running in input.lifecycle
	running == _foremost
	finding := {
		"at": running.at,
		"subject": running.subject,
		"message": sprintf("%s no longer leads to what heard SIGTERM: %s.", [_who(running), _cut(running)]),
		"confidence": "medium",
	}
}

# A step that was registered for the end is gone, and what it ended is still here.
findings contains finding if {
	_asked
	some program in input.programs
	lost := [{"name": name, "at": earlier.at} |
		some earlier in data.groundwire.before.processListeners
		earlier.event == "shutdown"
		some name in earlier.ends
		not _ended_somewhere(name)
		_stays(name)
	]
	count(lost) > 0
	finding := {
		"at": program.at,
		"subject": "shutdown",
		"message": sprintf("`%s` is no longer called when the process is told to stop: %s.", [lost[0].name, _undrained([lost[0].name])]),
		"confidence": "high",
		"was": [step.at | some step in lost],
	}
}

# A module that this file used, and no longer does, heard it.
_led_to_signals if {
	some earlier in data.groundwire.before.programs
	"SIGTERM" in earlier.hears
	some program in input.programs
	count(_signals & {event | some event in program.hears}) == 0
	count(program.helpers) == 0
}

_ended_somewhere(name) if {
	some listener in input.processListeners
	some other in listener.ends
	_last(other) == _last(name)
	_object(other) == _object(name)
}

_object(name) := concat(".", array.slice(parts, 0, count(parts) - 1)) if parts := split(trim_prefix(name, "this."), ".")

# The listener is still there, and no longer ends what it ended.
findings contains finding if {
	_asked
	some earlier in data.groundwire.before.processListeners
	earlier.event == "SIGTERM"
	some now in input.processListeners
	now.event == "SIGTERM"
	gone := sort([name | some name in earlier.ends; not name in now.ends; not _ended(name, now); not _ended_by_a_step(name); _stays(name)])
	count(gone) > 0
	count(now.ends) < count(earlier.ends)
	finding := {
		"at": now.at,
		"subject": "SIGTERM",
		"message": sprintf("On SIGTERM `%s` is no longer called: %s.", [concat("`, `", gone), _undrained(gone)]),
		"confidence": "medium",
		"was": earlier.at,
	}
}

# New work that nobody ends.
findings contains finding if {
	input.role == "server"
	some running in input.lifecycle
	running.drains == "absent"
	running.starts == "loaded"
	not _lost_any
	not _led_to_signals
	not _habit
	running == _foremost
	finding := {
		"at": running.at,
		"subject": running.subject,
		"message": sprintf("%s and hears no SIGTERM: %s.", [_begins(running), _cut(running)]),
		"severity": _severity(running),
		"confidence": _confidence(running),
	}
}

_asked if input.role in {"server", "library", "cli"}

_signals := {"SIGTERM", "SIGINT"}

_lost(event) if {
	some earlier in data.groundwire.before.processListeners
	earlier.event == event
	_drains(earlier)
	some program in input.programs
	not event in program.hears
	count(program.helpers) == 0
}

# A listener that only notes the signal drains nothing; one that we cannot read may.
_drains(listener) if count(listener.ends) > 0

_drains(listener) if listener.exits

_drains(listener) if {
	count(listener.ends) == 0
	not listener.exits
}

_lost_any if {
	some event in _signals
	_lost(event)
}

_first_lost := "SIGTERM" if {
	_lost("SIGTERM")
} else := "SIGINT" if {
	_lost("SIGINT")

	# Beside SIGTERM, which is what platforms send, SIGINT is for people.
	some program in input.programs
	not "SIGTERM" in program.hears
}

# Both signals' listeners, the first of them first.
_handlers := [listener.at |
	some listener in data.groundwire.before.processListeners
	listener.event in _signals
	_lost(listener.event)
]

# Where the work begins; else the file as a whole, when it still belongs to the process.
_stands := _foremost if {
	count(input.lifecycle) > 0
} else := program if {
	some program in input.programs
	_keeps_running
}

# Something else here still listens to the process, or is still closed here.
_keeps_running if count(input.processListeners) > 0

_keeps_running if {
	some emitter in input.emitters
	emitter.made
	emitter.kind in {"pool", "client", "queue", "worker"}
}

# What the listener ended is still made here.
_keeps_running if {
	some listener in data.groundwire.before.processListeners
	listener.event in _signals
	_lost(listener.event)
	some name in listener.ends
	_stays(name)
}

# One remark a file: what listens comes before what consumes, and that before a schedule.
_foremost := [running |
	some kind in ["listen", "consume", "schedule"]
	some running in input.lifecycle
	running.kind == kind
][0]

_habit if {
	some earlier in data.groundwire.before.lifecycle
	earlier.drains == "absent"
}

# What is itself gone need not be ended; a function of this name may have been its only part in it.
_stays(name) if {
	parts := split(trim_prefix(name, "this."), ".")
	some program in input.programs
	parts[0] in program.names
	count(parts) > 1
}

_ended(name, listener) if {
	some other in listener.ends
	_last(other) == _last(name)
	startswith(name, "this.")
}

# Registered to be done at the end, whoever hears the signal.
_ended_by_a_step(name) if {
	some step in input.processListeners
	step.event == "shutdown"
	name in step.ends
}

_last(name) := parts[count(parts) - 1] if parts := split(name, ".")

_who(at) := sprintf("What `%s` starts", [at.name]) if at.name

_who(at) := "The process" if not at.name

_begins(running) := sprintf("`%s` listens", [running.name]) if running.kind == "listen"

_begins(running) := sprintf("The %s %s starts", [running.framework, running.name]) if {
	running.kind == "consume"
	not startswith(running.name, running.framework)
}

_begins(running) := sprintf("The %s starts", [running.name]) if {
	running.kind == "consume"
	startswith(running.name, running.framework)
}

_begins(running) := sprintf("The %s is scheduled", [running.name]) if running.kind == "schedule"

_cut(at) := "every deployment cuts off the requests that are under way" if {
	at.kind == "listen"
} else := "every deployment stops it in the middle of a message, and the group waits for it until its session runs out" if {
	at.kind == "consume"
	at.framework == "kafkajs"
} else := "every deployment stops it in the middle of a message" if {
	at.kind == "consume"
} else := "every deployment may stop it in the middle of its work" if {
	at.kind == "schedule"
} else := "every deployment cuts off what is under way"

_undrained(gone) := "what it held is cut off when the process ends" if count(gone) == 1

_undrained(gone) := "what they held is cut off when the process ends" if count(gone) > 1

_severity(running) := "medium" if running.kind in {"listen", "consume"}

_severity(running) := "low" if running.kind == "schedule"

_confidence(running) := "medium" if running.kind in {"listen", "consume"}

_confidence(running) := "low" if running.kind == "schedule"
