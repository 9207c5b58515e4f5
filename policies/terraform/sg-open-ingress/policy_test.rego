package groundwire.terraform.sg_open_ingress_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.sg_open_ingress as rule

_group(ingress) := modules.resource("aws_security_group", "web", {"ingress": ingress})

_tcp(from, to, cidrs) := {"from_port": from, "to_port": to, "protocol": "tcp", "cidr_blocks": cidrs}

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

test_ssh if {
	finding := _only(_group([_tcp(22, 22, ["192.168.0.0/16", "0.0.0.0/0"])]))
	finding.at == ["resource", "aws_security_group", "web", 0, "ingress", 0, "cidr_blocks"]
	finding.subject == "aws_security_group.web/22"
	finding.message == "`aws_security_group.web` lets the whole internet (`0.0.0.0/0`) reach SSH (port 22)."
}

test_everything if {
	every protocol in ["-1", -1, "all"] {
		finding := _only(_group([{"from_port": 0, "to_port": 0, "protocol": protocol, "cidr_blocks": ["0.0.0.0/0"]}]))
		finding.message == "`aws_security_group.web` lets the whole internet (`0.0.0.0/0`) reach every port of every protocol."
	}
	contains(_only(_group([_tcp(0, 65535, ["0.0.0.0/0"])])).message, "reach every TCP port")
}

test_a_range_with_a_database_in_it if {
	contains(_only(_group([_tcp(1024, 9999, ["0.0.0.0/0"])])).message, "reach ports 1024 to 9999, SQL Server (1433) among them")
	_silent(_group([_tcp(8000, 8010, ["0.0.0.0/0"])]))
}

test_half_the_internet_is_as_good_as_all_of_it if {
	contains(_only(_group([_tcp(22, 22, ["0.0.0.0/1", "128.0.0.0/1"])])).message, "(`0.0.0.0/1`)")
	_only(_group([{"from_port": 3389, "to_port": 3389, "protocol": "tcp", "ipv6_cidr_blocks": ["::/0"]}])).at == ["resource", "aws_security_group", "web", 0, "ingress", 0, "ipv6_cidr_blocks"]
	_only(_group([{"from_port": 3389, "to_port": 3389, "protocol": "tcp", "ipv6_cidr_blocks": ["2000::/3"]}]))
	_silent(_group([{"from_port": 22, "to_port": 22, "protocol": "tcp", "ipv6_cidr_blocks": ["fc00::/7"], "cidr_blocks": ["10.0.0.0/8"]}]))
}

test_public_services_and_unknown_values if {
	_silent(_group([_tcp(443, 443, ["0.0.0.0/0"]), _tcp(80, 80, ["0.0.0.0/0"]), _tcp(222, 222, ["0.0.0.0/0"])]))
	_silent(_group([_tcp(22, 22, [{"$unknown": "var.office"}])]))
	_silent(_group([_tcp(22, 22, {"$unknown": "var.office"})]))
	_silent(_group([_tcp({"$unknown": "var.port"}, {"$unknown": "var.port"}, ["0.0.0.0/0"])]))
	_silent(_group({"$unknown": "var.rules"}))
	_silent(_group([{"from_port": 0, "to_port": 0, "protocol": "-1", "self": true, "cidr_blocks": null}]))
	_silent(modules.resource("aws_security_group", "web", {"egress": [_tcp(22, 22, ["0.0.0.0/0"])]}))
	_silent(_group([{"from_port": 8, "to_port": 0, "protocol": "icmp", "cidr_blocks": ["0.0.0.0/0"]}]))
}

test_numbers_as_text if {
	contains(_only(_group([_tcp("22", "22", ["0.0.0.0/0"])])).message, "SSH")
}

test_rules_of_their_own if {
	_only(modules.resource("aws_security_group_rule", "r", object.union(_tcp(5432, 5432, ["0.0.0.0/0"]), {"type": "ingress"}))).at == ["resource", "aws_security_group_rule", "r", 0, "cidr_blocks"]
	_silent(modules.resource("aws_security_group_rule", "r", object.union(_tcp(5432, 5432, ["0.0.0.0/0"]), {"type": "egress"})))
	_only(modules.resource("aws_vpc_security_group_ingress_rule", "r", {"from_port": 22, "to_port": 22, "ip_protocol": "tcp", "cidr_ipv4": "0.0.0.0/0"})).at == ["resource", "aws_vpc_security_group_ingress_rule", "r", 0, "cidr_ipv4"]
	_only(modules.resource("aws_vpc_security_group_ingress_rule", "r", {"ip_protocol": "-1", "cidr_ipv6": "::/0"}))
	contains(_only(modules.resource("aws_security_group_rule", "r", {"type": "ingress", "cidr_blocks": ["0.0.0.0/0"]})).message, "every port")
	_silent(modules.resource("aws_vpc_security_group_ingress_rule", "r", {"from_port": 22, "to_port": 22, "ip_protocol": "tcp"}))
}

test_the_module if {
	call := {"source": "terraform-aws-modules/security-group/aws", "ingress_cidr_blocks": ["0.0.0.0/0"], "ingress_rules": ["https-443-tcp", "ssh-tcp"]}
	_only(modules.module({"module": {"sg": [call]}})).at == ["module", "sg", 0, "ingress_rules", 1, "cidr_blocks"]
	entries := [{"rule": "postgresql-tcp", "cidr_blocks": "10.0.0.0/8,0.0.0.0/0"}, {"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": "0.0.0.0/0"}]
	contains(_only(modules.module({"module": {"sg": [{"source": "terraform-aws-modules/security-group/aws", "ingress_with_cidr_blocks": entries}]}})).message, "PostgreSQL")
}

test_other_clouds if {
	base := {"type": "ingress", "ip_protocol": "tcp", "policy": "accept"}
	_only(modules.resource("alicloud_security_group_rule", "r", object.union(base, {"port_range": "1/65535"})))
	_only(modules.resource("alicloud_security_group_rule", "r", object.union(base, {"port_range": "1/100", "cidr_ip": "0.0.0.0/0"})))
	_silent(modules.resource("alicloud_security_group_rule", "r", object.union(base, {"port_range": "22/22", "source_security_group_id": "sg-1"})))
	oci := {"direction": "INGRESS", "protocol": "6", "source": "0.0.0.0/0"}
	_only(modules.resource("oci_core_network_security_group_security_rule", "r", oci))
	_only(modules.resource("oci_core_network_security_group_security_rule", "r", object.union(oci, {"tcp_options": [{"destination_port_range": [{"min": 21, "max": 25}]}]})))
	_silent(modules.resource("oci_core_network_security_group_security_rule", "r", object.union(oci, {"tcp_options": [{"destination_port_range": [{"min": 443, "max": 443}]}]})))
	_only(modules.resource("openstack_networking_secgroup_rule_v2", "r", {"direction": "ingress", "protocol": "tcp", "port_range_min": 22, "port_range_max": 22}))
	_silent(modules.resource("openstack_networking_secgroup_rule_v2", "r", {"direction": "ingress", "protocol": "tcp", "port_range_min": 22, "port_range_max": 22, "remote_group_id": "x"}))
	_only(modules.resource("digitalocean_firewall", "r", {"inbound_rule": [{"protocol": "tcp", "port_range": "22", "source_addresses": ["0.0.0.0/0", "::/0"]}]}))
	_only(modules.resource("hcloud_firewall", "r", {"rule": [{"direction": "in", "protocol": "tcp", "port": "any", "source_ips": ["0.0.0.0/0"]}]}))
	_only(modules.resource("yandex_vpc_security_group", "r", {"ingress": [{"protocol": "ANY", "v4_cidr_blocks": ["0.0.0.0/0"]}]}))
}

test_what_was_before if {
	finding := [f | some f in rule.findings][0] with input as _group([_tcp(22, 22, ["0.0.0.0/0"])])
		with data.groundwire.before as _group([_tcp(22, 22, ["10.0.0.0/8"])])
	finding.message == "`aws_security_group.web` lets the whole internet (`0.0.0.0/0`) reach SSH (port 22); before: `10.0.0.0/8` alone."
}

test_what_was_open_before_is_no_contrast if {
	finding := [f | some f in rule.findings][0] with input as _group([_tcp(22, 22, ["0.0.0.0/0"])])
		with data.groundwire.before as _group([_tcp(22, 22, ["0.0.0.0/0"])])
	finding.message == "`aws_security_group.web` lets the whole internet (`0.0.0.0/0`) reach SSH (port 22)."
}

test_port_zero_is_a_slip if {
	_only(_group([_tcp(0, 0, ["0.0.0.0/0"])])).severity == "low"
}

test_ports_that_are_allowed if {
	module := _group([_tcp(22, 22, ["0.0.0.0/0"]), _tcp(3306, 3306, ["0.0.0.0/0"])])
	{f.subject | some f in rule.findings} == {"aws_security_group.web/3306"} with input as module with data.groundwire.params as {"sg-open-ingress": {"allowedPorts": [22]}}
}
