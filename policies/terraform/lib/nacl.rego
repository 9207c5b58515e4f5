package groundwire.lib.terraform

# What network access control lists let in from the whole internet. Their rules are asked in the order of their numbers, and the
# first that fits decides.

# Ports by which machines are administrated: those that CIS asks about, and file transfer.
_admin_ports := {20, 21, 22, 3389}

# Rules that let everybody reach such a port, which no rule before them denies.
open_acl_rules := [object.union(rule, {"ports": ports}) |
	some rule in _acl_rules
	rule.action == "allow"
	rule.is_open
	ports := sort([port | some port in _admin_ports; _covers(rule, port); not _is_denied(rule, port)])
	count(ports) > 0
]

_acl_rules := array.concat(
	[_acl_rule(found, block, array.concat(found.path, ["ingress", index]), found.address, names) |
		names := {"number": "rule_no", "action": "action"}
		some found in resources(input, ["aws_network_acl"])
		some index, block in found.block.ingress
		is_object(block)
		not is_unknown(block)
	],
	[_acl_rule(found, found.block, found.path, list, names) |
		names := {"number": "rule_number", "action": "rule_action"}
		some found in resources(input, ["aws_network_acl_rule"])
		not is_on(object.get(found.block, "egress", false))
		not is_unknown(object.get(found.block, "egress", false))
		list := _list_of_rule(found)
	],
)

_list_of_rule(found) := referred(found.block.network_acl_id)

_list_of_rule(found) := found.address if not referred(object.get(found.block, "network_acl_id", null))

_acl_rule(found, block, path, list, names) := {
	"found": found,
	"list": list,
	"number": object.get(block, names.number, null),
	"action": object.get(block, names.action, null),
	"protocol": word(object.get(block, "protocol", "all")),
	"from": _port_or(block, "from_port", 0),
	"to": _port_or(block, "to_port", 65535),
	"at": array.concat(path, [_acl_source(block)]),
	"cidr": _acl_cidr(block),
	"is_open": _is_open_acl(block),
}

# A port that is not written, or written as nothing, is every port; one that is not known is none.
_port_or(block, name, otherwise) := otherwise if object.get(block, name, null) in {null, ""}

_port_or(block, name, _) := _number(block[name])

_port_or(block, name, _) := -1 if is_unknown(block[name])

_acl_source(block) := [name | some name in ["cidr_block", "ipv6_cidr_block"]; is_everywhere(block[name])][0]

_acl_source(block) := "cidr_block" if not _is_open_acl_block(block)

_acl_cidr(block) := object.get(block, _acl_source(block), "")

_is_open_acl(block) if {
	_is_open_acl_block(block)
} else := false

_is_open_acl_block(block) if is_everywhere(block.cidr_block)

_is_open_acl_block(block) if is_everywhere(block.ipv6_cidr_block)

_covers(rule, _) if rule.protocol in {"-1", "all"}

_covers(rule, port) if {
	rule.protocol in {"tcp", "6"}
	rule.from >= 0
	rule.from <= port
	port <= rule.to
}

_is_denied(rule, port) if {
	some other in _acl_rules
	other.list == rule.list
	other.action == "deny"
	other.is_open
	_covers(other, port)
	_number(other.number) < _number(rule.number)
}
