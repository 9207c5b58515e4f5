package groundwire.code.contract_break_test

import data.groundwire.code.contract_break as rule

_file(contracts) := {"path": "src/a.ts", "language": "typescript", "role": "server", "contracts": contracts, "contractsBeside": []}

_schema(direction, fields) := {"at": "1-2", "subject": "Order", "kind": "schema", "name": "Order", "audience": "public", "direction": direction, "complete": true, "fields": fields}

_field(name, parts) := object.union({"at": "3-4", "name": name, "type": "string", "required": true, "values": []}, parts)

_said(before, now) := said if {
	said := [f | some f in rule.findings] with input as _file([now]) with data.groundwire.before as _file([before])
}

test_a_field_that_is_gone if {
	[finding] := _said(_schema("response", [_field("id", {}), _field("total", {})]), _schema("response", [_field("id", {})]))
	finding.message == "`total` of `Order` is gone: readers that count on it meet `undefined`."
	finding.subject == "Order total"
}

test_an_object_that_is_gone_is_one_remark if {
	[finding] := _said(_schema("response", [_field("customer", {"type": "object"}), _field("customer.email", {})]), _schema("response", []))
	finding.subject == "Order customer"
}

test_demanded if {
	[finding] := _said(_schema("request", [_field("id", {"required": false})]), _schema("request", [_field("id", {})]))
	contains(finding.message, "must be sent")
	count(_said(_schema("response", []), _schema("response", [_field("id", {})]))) == 0
	count(_said(_schema("request", []), _schema("request", [_field("id", {"required": false})]))) == 0
}

test_demanded_inside_what_is_new if {
	[finding] := _said(_schema("request", []), _schema("request", [_field("customer", {"type": "object"}), _field("customer.email", {})]))
	finding.subject == "Order customer"
}

test_missing_in_an_answer if {
	[finding] := _said(_schema("response", [_field("id", {})]), _schema("response", [_field("id", {"required": false})]))
	contains(finding.message, "may be missing")
}

test_types_and_values if {
	[_] := _said(_schema("unknown", [_field("id", {})]), _schema("unknown", [_field("id", {"type": "number"})]))
	count(_said(_schema("unknown", [_field("id", {})]), _schema("unknown", [_field("id", {"type": "unknown"})]))) == 0
	[finding] := _said(_schema("request", [_field("id", {"type": "enum", "values": ["a", "b"]})]), _schema("request", [_field("id", {"type": "enum", "values": ["a", "c"]})]))
	contains(finding.message, "no longer takes `b`")
}

test_unread_or_internal if {
	open := object.union(_schema("response", []), {"complete": false})
	count(_said(_schema("response", [_field("id", {})]), open)) == 0
	internal := object.union(_schema("response", [_field("id", {})]), {"audience": "internal"})
	count(_said(internal, _schema("response", []))) == 0
}

test_who_calls_is_not_known if {
	unknown := object.union(_schema("response", [_field("id", {})]), {"audience": "unknown"})
	[finding] := _said(unknown, _schema("response", []))
	finding.confidence == "low"
}

_route(name) := {"at": "1-2", "subject": name, "kind": "route", "name": name, "audience": "public", "direction": "unknown", "complete": true, "fields": []}

test_a_route_that_is_gone if {
	[finding] := _said(_route("GET /v1/orders"), _route("GET /v2/orders"))
	contains(finding.message, "`GET /v1/orders` is gone")
	moved := object.union(_file([]), {"contractsBeside": ["GET /v1/orders"]})
	count(rule.findings) == 0 with input as moved with data.groundwire.before as _file([_route("GET /v1/orders")])
}
