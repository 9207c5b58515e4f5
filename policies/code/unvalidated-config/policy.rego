# METADATA
# title: An environment variable that nobody checks
# description: >-
#   A variable that is missing or misspelt in one environment goes unnoticed until the line that needs it runs. The deployment looks
#   healthy, and the first request fails with an error about something else.
# custom:
#   id: unvalidated-config
#   category: code/unvalidated-config
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Read the variable in one place at start, with a default or an error that names it, and add it to the manifests and the example file.
#   params:
#     ignore: []
# related_resources:
#   - ref: https://12factor.net/config
#   - ref: https://sre.google/sre-book/release-engineering/
# schemas:
#   - input: schema.code
package groundwire.code.unvalidated_config

# The change took the default or the check away.
findings contains finding if {
	some setting in _asked
	was := _lost(setting)
	finding := {
		"at": setting.at,
		"was": was.at,
		"subject": setting.name,
		"message": sprintf("`%s` had %s until now. %s", [setting.name, _guard[was.absence], _consequence(setting)]),
		"confidence": "high",
	}
}

# Past the module that checks the environment.
findings contains finding if {
	some setting in _asked
	setting.kind == "read"
	setting.checked == "no"
	setting.absence == "unchecked"
	not _lost(setting)
	not _habit
	finding := {
		"at": setting.at,
		"subject": setting.name,
		"message": sprintf("`%s` is read here past `%s`, which checks this service's environment at start%s. Where it is missing, the service starts and this line goes on with `undefined`.", [setting.name, input.profile.environment.module, _unlisted(setting)]),
	}
}

# Where nothing checks the environment: read deep in the code, and nowhere named for those who deploy.
findings contains finding if {
	some setting in _asked
	setting.kind == "read"
	setting.checked == "none"
	setting.absence == "unchecked"
	setting.listed == "no"
	not _lost(setting)
	finding := {
		"at": setting.at,
		"subject": setting.name,
		"message": sprintf("`%s` has no default and no check, and no manifest or example file of this repository names it: where it is missing, this line goes on with `undefined`.", [setting.name]),
		"severity": "low",
		"confidence": _alone(setting),
	}
}

# A variable that every deployment must have from now on.
findings contains finding if {
	some setting in _asked
	setting.kind == "declaration"
	setting.absence == "required"
	setting.listed == "no"
	not _lost(setting)
	finding := {
		"at": setting.at,
		"subject": setting.name,
		"message": sprintf("Without `%s` the service no longer starts, and no manifest or example file of this repository names it.", [setting.name]),
		"severity": "low",
		"confidence": "low",
	}
}

_asked := [setting |
	input.role in {"server", "library"}
	some setting in input.settings
	not setting.name in _ignored
]

_guard := {"default": "a default", "required": "a check"}

# The same variable at base, read or declared in the same way and looked after; every place of it, so that none that stays speaks for it.
_lost(setting) := was if {
	earlier := [other | some other in data.groundwire.before.settings; other.name == setting.name; other.kind == setting.kind]
	careless := [other | some other in input.settings; other.name == setting.name; other.kind == setting.kind]
	_is_less(setting)
	count(careless) <= count(earlier)
	some was in earlier
	was.absence in _better(setting)
	every other in earlier { other.absence in _better(setting) }
}

_is_less(setting) if {
	setting.kind == "read"
	setting.absence == "unchecked"

	# A check that moved to the module for it is none that is lost.
	setting.checked != "elsewhere"
}

_is_less(setting) if {
	setting.kind == "declaration"
	setting.absence == "required"
}

_better(setting) := {"default", "required"} if setting.kind == "read"

_better(setting) := {"default"} if setting.kind == "declaration"

_consequence(setting) := "Now a deployment that does not set it goes on with `undefined`." if {
	setting.kind == "read"
} else := "A deployment that relied on it no longer starts."

# At base this file read such variables itself: that is how it wants it.
_habit if {
	some other in data.groundwire.before.settings
	other.kind == "read"
	other.checked == "no"
	other.absence == "unchecked"
}

_unlisted(setting) := ", and no manifest or example file names it" if {
	setting.listed == "no"
} else := ""

# As the process starts a missing value shows sooner.
_alone(setting) := "medium" if {
	setting.read == "use"
	setting.kind == "read"
	input.role == "server"
} else := "low"

default _ignored := []

_ignored := data.groundwire.params["unvalidated-config"].ignore
