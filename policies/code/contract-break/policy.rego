# METADATA
# title: A contract that others rely on breaks
# description: >-
#   Callers are deployed at another time and by other people. A field or route that goes, or is suddenly demanded, fails for each of
#   them from the moment this is rolled out until they have followed.
# custom:
#   id: contract-break
#   category: code/contract-break
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Add beside the old, let callers move, then remove; or give the new form a version of its own.
# related_resources:
#   - ref: https://martinfowler.com/bliki/ParallelChange.html
#   - ref: https://cloud.google.com/apis/design/compatibility
# schemas:
#   - input: schema.code
package groundwire.code.contract_break

# A route that is gone.
findings contains finding if {
	_runs
	some earlier in data.groundwire.before.contracts
	earlier.kind == "route"
	_heard(earlier)
	not earlier.name in _names
	not earlier.name in input.contractsBeside
	finding := _finding(earlier, {"at": _any_route, "was": earlier.at}, sprintf("`%s` is gone: whoever calls it gets a 404 from the moment this is deployed.", [earlier.name]))
}

# A field that is gone, under the same name of its schema.
findings contains finding if {
	some pair in _pairs
	some field in pair.earlier.fields
	not _field(pair.now, field.name)
	not _parent_gone(pair, field)
	finding := _finding(pair.earlier, {"at": pair.now.at, "was": field.at, "name": field.name}, sprintf("`%s` of `%s` is gone: %s.", [field.name, pair.now.name, _gone(pair.now)]))
}

# A field that must be sent from now on.
findings contains finding if {
	some pair in _pairs
	pair.now.direction != "response"
	some field in pair.now.fields
	field.required
	not _required(pair.earlier, field.name)
	not _parent_new(pair, field)
	finding := _finding(pair.earlier, {"at": field.at, "name": field.name}, sprintf("`%s` of `%s` must be sent from now on: requests of callers that do not know it yet are refused.", [field.name, pair.now.name]))
}

# A field that may be missing from now on.
findings contains finding if {
	some pair in _pairs
	pair.now.direction == "response"
	some field in pair.earlier.fields
	field.required
	now := _field(pair.now, field.name)
	not now.required
	finding := _finding(pair.earlier, {"at": now.at, "name": field.name}, sprintf("`%s` of `%s` may be missing from now on: readers that count on it meet `undefined`.", [field.name, pair.now.name]))
}

# A field of another type.
findings contains finding if {
	some pair in _pairs
	some field in pair.earlier.fields
	now := _field(pair.now, field.name)
	_other_type(field, now)
	finding := _finding(pair.earlier, {"at": now.at, "name": field.name}, sprintf("`%s` of `%s` was `%s` and is `%s` now: both sides must change in the same moment.", [field.name, pair.now.name, field.type, now.type]))
}

# Values that are no longer taken.
findings contains finding if {
	some pair in _pairs
	pair.now.direction != "response"
	some field in pair.earlier.fields
	now := _field(pair.now, field.name)
	count(now.values) > 0
	lost := {value | some value in field.values} - {value | some value in now.values}
	count(lost) > 0
	finding := _finding(pair.earlier, {"at": now.at, "name": field.name}, sprintf("`%s` of `%s` no longer takes %s: callers that send it are refused.", [field.name, pair.now.name, concat(", ", [sprintf("`%s`", [value]) | some value in sort(lost)])]))
}

_runs if input.role in {"server", "library"}

_names := {contract.name | some contract in input.contracts}

# The same schema at base and head, as far as both can be read.
_pairs := [{"earlier": earlier, "now": now} |
	_runs
	some earlier in data.groundwire.before.contracts
	earlier.kind != "route"
	_heard(earlier)
	some now in input.contracts
	now.kind == earlier.kind
	now.name == earlier.name
	now.complete
	earlier.complete
]

_heard(contract) if contract.audience != "internal"

_field(contract, name) := [field | some field in contract.fields; field.name == name][0]

_required(contract, name) if {
	some field in contract.fields
	field.name == name
	field.required
}

# An object that is gone takes its fields along: one remark is enough.
_parent_gone(pair, field) if {
	some other in pair.earlier.fields
	startswith(field.name, sprintf("%s.", [other.name]))
	not _field(pair.now, other.name)
}

# What is demanded inside an object that need not be sent, or that is new and demanded itself.
_parent_new(pair, field) if {
	some other in pair.now.fields
	startswith(field.name, sprintf("%s.", [other.name]))
	not _required(pair.earlier, other.name)
}

_other_type(a, b) if {
	a.type != b.type
	not "unknown" in {a.type, b.type}

	# An enum of texts takes texts: its values tell more.
	{a.type, b.type} != {"string", "enum"}
	{a.type, b.type} != {"number", "integer"}
	{a.type, b.type} != {"number", "int"}
}

_gone(contract) := "readers that count on it meet `undefined`" if {
	contract.direction == "response"
} else := "what callers send in it is refused or lost" if {
	contract.direction == "request"
} else := "whoever sends or reads it breaks"

_finding(earlier, place, message) := object.union(
	{
		"at": place.at,
		"subject": concat(" ", [earlier.name, object.get(place, "name", "")]),
		"message": message,
	},
	object.union(_weight(earlier), _stood(place)),
)

# What is gone stood at base; what is otherwise now stands at head.
_stood(place) := {"was": place.was} if {
	place.was
} else := {}

# Nobody knows who calls it: perhaps only the pages beside it.
_weight(contract) := {"severity": "medium", "confidence": "low"} if contract.audience == "unknown"

_weight(contract) := {} if contract.audience == "public"

_any_route := [contract.at | some contract in input.contracts; contract.kind == "route"][0] if {
	some contract in input.contracts
	contract.kind == "route"
} else := "0-0"
