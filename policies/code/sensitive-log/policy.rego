# METADATA
# title: Something secret or personal is written down
# description: >-
#   What stands in a log, a span, a metric or an error message is copied to log stores, backups and screens where nobody
#   guards it. A token there can be used by everybody who reads logs, and personal data cannot be called back.
# custom:
#   id: sensitive-log
#   category: code/sensitive-log
#   severity: high
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Leave the value out, write an id or whether it is there, or have the logger take it out (`redact`).
#   params:
#     personal: true
# related_resources:
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude
#   - ref: https://cwe.mitre.org/data/definitions/532.html
# schemas:
#   - input: schema.code
package groundwire.code.sensitive_log

# What was masked until now stands there in plain.
findings contains finding if {
	not input.role in {"test", "build", "generated"}
	some place in {exposure.at | some exposure in input.exposures; _unmasked(exposure)}
	here := _of(place, [exposure | some exposure in input.exposures; _unmasked(exposure)])
	finding := {
		"at": place,
		"subject": here[0].subject,
		"message": sprintf("%s was masked before it went to %s; now it stands there in plain.", [_names(here), _sink(here[0])]),
		"severity": _unmasked_severity(here),
		"confidence": "high",
	}
}

# A name was taken off the list of what is hidden.
findings contains finding if {
	some list in input.redactions
	some was in data.groundwire.before.redactions
	was.subject == list.subject
	list.complete
	gone := [path | some path in was.paths; not path in list.paths]
	count(gone) > 0
	finding := {
		"at": list.at,
		"subject": list.subject,
		"message": sprintf("%s is off the list of what is hidden: from now on it stands in the logs in plain.", [_listed(gone)]),
		"confidence": "high",
	}
}

# Secrets, and what holds them.
findings contains finding if {
	_in_production
	some place in {exposure.at | some exposure in input.exposures; _is_secret(exposure)}
	here := _of(place, [exposure | some exposure in input.exposures; _is_secret(exposure)])
	finding := {
		"at": place,
		"subject": here[0].subject,
		"message": sprintf("%s goes to %s in plain: %s.", [_names(here), _sink(here[0]), _danger(here)]),
		"severity": "high",
		"confidence": _secret_confidence(here),
	}
}

# Whole objects that usually hold something of the kind.
findings contains finding if {
	_in_production
	some place in {exposure.at | some exposure in input.exposures; _is_whole(exposure)}
	not _has_secret(place)
	here := _of(place, [exposure | some exposure in input.exposures; _is_whole(exposure)])
	finding := {
		"at": place,
		"subject": here[0].subject,
		"message": sprintf("%s goes to %s as a whole, with whatever it holds today and tomorrow: %s.", [_names(here), _sink(here[0]), _holds(here[0])]),
		"severity": "medium",
		"confidence": _whole_confidence(here),
	}
}

# Personal data.
findings contains finding if {
	_personal
	_in_production
	some place in {exposure.at | some exposure in input.exposures; _is_personal(exposure)}
	not _has_secret(place)
	here := _of(place, [exposure | some exposure in input.exposures; _is_personal(exposure)])
	finding := {
		"at": place,
		"subject": here[0].subject,
		"message": sprintf("%s goes to %s: it is copied to wherever that goes, and no request to delete it reaches there.", [_names(here), _sink(here[0])]),
		"severity": "medium",
		"confidence": _personal_confidence(here),
	}
}

_in_production if input.role in {"server", "library"}

_of(place, exposures) := [exposure | some exposure in exposures; exposure.at == place]

_open(exposure) if exposure.redacted == "no"

_is_secret(exposure) if {
	_open(exposure)
	not _unmasked(exposure)
	exposure.kind in {"secret", "credential", "env"}
	exposure.noun != "auth"
}

# Headers of which one is known to be a secret, or that are made into text as they are.
_is_secret(exposure) if {
	_open(exposure)
	not _unmasked(exposure)
	exposure.kind in {"headers", "config"}
	not exposure.noun in {"headers", "config", "cfg"}
}

_is_secret(exposure) if {
	_open(exposure)
	not _unmasked(exposure)
	exposure.kind == "headers"
	exposure.how in {"stringified", "argument"}
}

_is_whole(exposure) if {
	_open(exposure)
	not _unmasked(exposure)
	not _is_secret(exposure)
	exposure.kind in {"headers", "body", "request", "config", "account", "credential"}
}

_is_personal(exposure) if {
	_open(exposure)
	not _unmasked(exposure)
	exposure.kind == "personal"
}

_has_secret(place) if {
	some exposure in input.exposures
	exposure.at == place
	_is_secret(exposure)
}

# Of one kind in one function, fewer values are masked than before, and more stand in plain.
_unmasked(exposure) if {
	_open(exposure)
	count(_like(data.groundwire.before, exposure, "yes")) > count(_like(input, exposure, "yes"))
	count(_like(data.groundwire.before, exposure, "no")) < count(_like(input, exposure, "no"))
	every other in _like(data.groundwire.before, exposure, "no") {
		other.name != exposure.name
	}
}

_like(file, exposure, redacted) := [other |
	some other in file.exposures
	other.subject == exposure.subject
	other.kind == exposure.kind
	other.sink == exposure.sink
	other.redacted == redacted
]

_unmasked_severity(here) := "high" if {
	some exposure in here
	exposure.kind in {"secret", "credential", "env", "headers", "url"}
} else := "medium"

# Words that are a secret wherever they stand. A bare `token` may be the word of some other trade.
_plain_words := {
	"password", "passwd", "passphrase", "passcode", "secret", "authorization", "cookie", "apikey", "jwt", "credentials", "environment",
	"api key", "private key", "secret key", "access key", "encryption key", "signing key", "connection string", "password hash",
}

_secret_confidence(here) := "low" if {
	every exposure in here {
		exposure.noun == "invite link"
	}
} else := "medium" if {
	here[0].sink == "error"
} else := "high" if {
	some exposure in here
	_speaks_plainly(exposure)
} else := "medium"

_speaks_plainly(exposure) if exposure.noun in _plain_words

_speaks_plainly(exposure) if {
	endswith(exposure.noun, " token")
	exposure.how != "interpolated"
}

# The file does it elsewhere, and did before: that is how it is done here.
_usual(kind) if {
	some exposure in data.groundwire.before.exposures
	exposure.kind == kind
	exposure.redacted == "no"
}

default _whole_confidence(_) := "low"

_whole_confidence(here) := "medium" if {
	some exposure in here
	exposure.kind in {"headers", "body", "credential"}
	exposure.noun != "body"

	# `metadata.auth` says how somebody came in as often as with what.
	exposure.noun != "auth"
	exposure.sink != "error"
	not _usual(exposure.kind)
}

default _personal_confidence(_) := "low"

_personal_confidence(here) := "medium" if {
	here[0].sink in {"log", "span", "metric"}
	input.role == "server"
	not _usual("personal")
}

_sink(exposure) := {"log": "the log", "span": "a span", "metric": "the label of a metric", "error": "the message of an error, and with it to logs and answers"}[exposure.sink]

_danger(here) := "whoever reads logs can read every setting and secret of the process" if {
	some exposure in here
	exposure.kind == "env"
} else := "whoever reads it there has what the callers prove themselves with" if {
	some exposure in here
	exposure.kind == "headers"
} else := "whoever reads it there can use it"

_holds(exposure) := {
	"headers": "sessions and tokens travel in headers",
	"body": "whatever a caller sends stands in the logs",
	"request": "its headers and body come along",
	"config": "passwords and keys stand in such objects",
	"account": "what it holds of a person or a login comes along",
	"credential": "it is there to log in with",
}[exposure.kind]

_names(here) := _listed(sort({exposure.name | some exposure in here}))

_listed(names) := sprintf("`%s`", [names[0]]) if count(names) == 1

_listed(names) := sprintf("`%s` (and %d more)", [names[0], count(names) - 1]) if count(names) > 1

default _personal := true

_personal := data.groundwire.params["sensitive-log"].personal
