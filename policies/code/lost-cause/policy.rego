# METADATA
# title: The cause is dropped
# description: >-
#   An error that is thrown in place of another and does not carry it ends the trail: logs show where it was thrown anew,
#   and nobody sees what really failed.
# custom:
#   id: lost-cause
#   category: code/swallowed-error
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Hand the first error on as `cause`, or log it before another takes its place.
# related_resources:
#   - ref: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Error/cause
# schemas:
#   - input: schema.code
package groundwire.code.lost_cause

findings contains finding if {
	input.role in {"server", "library"}
	some mapping in input.errorMappings
	_drops(mapping)
	finding := object.union(
		{
			"at": mapping.at,
			"subject": mapping.subject,
			"message": sprintf("What failed in %s is dropped: the error that is thrown in its place carries neither its message nor its stack, and nothing logs it.", [_tried(mapping)]),
			"severity": _severity,
			"confidence": _confidence(mapping),
		},
		_fix(mapping),
	)
}

# It carried its cause until now.
findings contains finding if {
	input.role in {"server", "library"}
	some mapping in input.errorMappings
	mapping.becomes == "throw"
	mapping.dropsCause
	not _drops(mapping)
	not _told(mapping)
	some was in data.groundwire.before.errorMappings
	was.subject == mapping.subject
	was.trying == mapping.trying
	was.becomes == "throw"
	not was.dropsCause
	finding := object.union(
		{
			"at": mapping.at,
			"subject": mapping.subject,
			"message": sprintf("The error that stands in for a failure of %s carried its cause until now; its stack is lost.", [_tried(mapping)]),
			"severity": "medium",
			"confidence": "high",
		},
		_fix(mapping),
	)
}

_drops(mapping) if {
	mapping.becomes == "throw"
	mapping.dropsCause
	not mapping.keepsError
	not mapping.delegated
	count(mapping.narrowed) == 0
	not _told(mapping)
	not _says_all(mapping)
}

# Where something is parsed or probed, failing says it all.
_says_all(mapping) if {
	some handler in input.catches
	handler.at == mapping.at
	handler.guards in {"parse", "probe", "cleanup"}
}

# The handler logs, records or counts the failure, or a comment says why it may go.
_told(mapping) if {
	some handler in input.catches
	handler.at == mapping.at
	_tells(handler)
}

_tells(handler) if handler.explained

_tells(handler) if {
	some reaction in handler.does
	reaction in {"log", "record", "metric", "call", "return-failure", "narrow"}
}

# What leaves the process can fail in more ways than one.
_confidence(mapping) := "medium" if {
	input.role == "server"
	some handler in input.catches
	handler.at == mapping.at
	handler.guards == "outbound"
} else := "low"

_severity := "medium" if input.role == "server"

_severity := "low" if input.role != "server"

_tried(mapping) := sprintf("`%s`", [mapping.trying]) if mapping.trying != ""

_tried(mapping) := "what is tried here" if mapping.trying == ""

_fix(mapping) := {"fix": mapping.fix} if mapping.fix

_fix(mapping) := {} if not mapping.fix
