package groundwire.terraform.nacl_open_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.nacl_open as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_rule(parts) := object.union({"rule_number": 100, "protocol": "tcp", "rule_action": "allow", "cidr_block": "0.0.0.0/0", "from_port": 22, "to_port": 22}, parts)

_acl_rule(parts) := modules.resource("aws_network_acl_rule", "ssh", _rule(parts))

_ingress(number, action, protocol, from, to) := {"rule_no": number, "action": action, "protocol": protocol, "cidr_block": "0.0.0.0/0", "from_port": from, "to_port": to}

_acl(rules) := modules.resource("aws_network_acl", "main", {"ingress": rules})

test_an_open_port if {
	[finding] := _found(_acl_rule({}), null)
	finding.at == ["resource", "aws_network_acl_rule", "ssh", 0, "cidr_block"]
	finding.message == "`aws_network_acl_rule.ssh` lets the whole internet (`0.0.0.0/0`) through to port 22."
	[every_port] := _found(_acl([_ingress(100, "allow", -1, 0, 0)]), null)
	endswith(every_port.message, "through to ports 20, 21, 22, 3389.")
	[six] := _found(modules.resource("aws_network_acl_rule", "ssh", object.remove(_rule({"ipv6_cidr_block": "::/0"}), ["cidr_block"])), null)
	six.at == ["resource", "aws_network_acl_rule", "ssh", 0, "ipv6_cidr_block"]
	count(_found(_acl_rule({"from_port": "", "to_port": null}), null)) == 1
}

test_what_is_let_in_by_nobody if {
	count(_found(_acl_rule({"egress": true}), null)) == 0
	count(_found(_acl_rule({"egress": {"$unknown": "each.value.egress"}}), null)) == 0
	count(_found(_acl_rule({"rule_action": "deny"}), null)) == 0
	count(_found(_acl_rule({"cidr_block": "10.0.0.0/8"}), null)) == 0
	count(_found(_acl_rule({"cidr_block": {"$unknown": "var.cidr"}}), null)) == 0
	count(_found(_acl_rule({"from_port": 443, "to_port": 443}), null)) == 0
	count(_found(_acl_rule({"from_port": {"$unknown": "var.port"}}), null)) == 0
	count(_found(_acl_rule({"protocol": "udp"}), null)) == 0
}

test_the_first_rule_decides if {
	count(_found(_acl([_ingress(10, "deny", "tcp", 20, 22), _ingress(20, "deny", "tcp", 3389, 3389), _ingress(100, "allow", -1, 0, 0)]), null)) == 0
	count(_found(_acl([_ingress(30, "deny", "tcp", 20, 22), _ingress(10, "allow", -1, 0, 0)]), null)) == 1
	list := {"network_acl_id": {"$unknown": "aws_network_acl.main.id"}}
	rules := {"deny": [_rule(object.union(list, {"rule_number": 1, "rule_action": "deny"}))], "allow": [_rule(list)]}
	count(_found(modules.module({"resource": {"aws_network_acl_rule": rules}}), null)) == 0
}
