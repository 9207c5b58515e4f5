package groundwire.lib.terraform

# What a module lets in from the whole internet: `from` and `to` are ports, `protocol` is `tcp`, `udp` or `all`.

# What was let in at base, from everywhere or not.
past_ingress := ingress(data.groundwire.before)

current_open_ingress := open_ingress(input)

# Rules that are open, with the line that makes them so.
open_ingress(module) := [object.union(rule, {"at": array.concat(rule.path, [source.attribute]), "cidr": source.cidr}) |
	some rule in ingress(module)
	source := _open_source(rule)
]

# The first attribute of a rule that names everybody.
_open_source(rule) := [{"attribute": attribute, "cidr": cidr} |
	some attribute in rule.sources
	some cidr in _cidrs(rule.block[attribute])
	is_everywhere(cidr)
][0]

# Some providers take a rule that names nobody for one that means everybody.
_open_source(rule) := {"attribute": rule.sources[0], "cidr": "0.0.0.0/0"} if {
	rule.open_by_default
	every name in array.concat(rule.sources, rule.other_sources) {
		is_absent(rule.block, name)
	}
}

_cidrs(value) := [trim_space(cidr) | some cidr in split(value, ",")] if is_string(value)

_cidrs(value) := [cidr | some cidr in value; is_string(cidr)] if is_array(value)

# The whole internet, or so large a part of it that no private network is as large.
is_everywhere(cidr) if {
	[address, length] := split(cidr, "/")
	contains(address, ".")
	to_number(length) < 8
}

is_everywhere(cidr) if {
	[address, length] := split(cidr, "/")
	contains(address, ":")
	to_number(length) < 7
}

ingress(module) := array.concat(array.concat(_aws_ingress(module), _module_ingress(module)), _other_ingress(module))

_aws_sources := ["cidr_blocks", "ipv6_cidr_blocks"]

# The blocks of a security group, and lists of objects in their place.
_aws_ingress(module) := array.concat(
	[rule |
		some found in resources(module, ["aws_security_group", "aws_default_security_group"])
		some index, block in found.block.ingress
		ports := _aws_ports(block, "protocol")
		rule := _rule(found, array.concat(found.path, ["ingress", index]), block, _aws_sources, ports)
	],
	array.concat(
		[rule |
			some found in resources(module, ["aws_security_group_rule"])
			found.block.type == "ingress"
			ports := _aws_ports(found.block, "protocol")
			rule := _rule(found, found.path, found.block, _aws_sources, ports)
		],
		[rule |
			some found in resources(module, ["aws_vpc_security_group_ingress_rule"])
			ports := _aws_ports(found.block, "ip_protocol")
			rule := _rule(found, found.path, found.block, ["cidr_ipv4", "cidr_ipv6"], ports)
		],
	),
)

# A rule that names no ports at all is taken to mean them all.
_aws_ports(block, protocol) := _ports(block.from_port, block.to_port, object.get(block, protocol, "tcp")) if {
	not is_absent(block, "from_port")
} else := _ports(-1, -1, object.get(block, protocol, "-1")) if {
	is_absent(block, "to_port")
}

_rule(found, path, block, sources, ports) := object.union(ports, {
	"found": found,
	"path": path,
	"block": block,
	"sources": sources,
	"other_sources": [],
	"open_by_default": false,
})

_every_protocol := {"-1", -1, "all", "ALL", "All", "any", "ANY"}

# Ports that are let in; undefined where they are unknown, or the protocol has none.
_ports(_, _, protocol) := {"from": 0, "to": 65535, "protocol": "all"} if protocol in _every_protocol

_ports(from, to, protocol) := {"from": _port(from), "to": _port(to), "protocol": name} if {
	not protocol in _every_protocol
	name := _protocol_name(protocol)
	_port(from) >= 0
}

_ports(from, _, protocol) := {"from": 0, "to": 65535, "protocol": name} if {
	not protocol in _every_protocol
	name := _protocol_name(protocol)
	_port(from) < 0
}

_protocol_name(protocol) := "tcp" if lower(sprintf("%v", [protocol])) in {"tcp", "6"}

_protocol_name(protocol) := "udp" if lower(sprintf("%v", [protocol])) in {"udp", "17"}

_port(value) := value if is_number(value)

_port(value) := to_number(value) if is_string(value)

# Arguments of the modules that make security groups.
_module_ingress(module) := array.concat(
	[rule |
		some found in modules(module, ["terraform-aws-modules/security-group"])
		some attribute in ["ingress_with_cidr_blocks", "ingress_with_ipv6_cidr_blocks"]
		some index, entry in found.block[attribute]
		is_object(entry)
		block := object.union(_inherited(found.block), entry)
		rule := _rule(found, array.concat(found.path, [attribute, index]), block, _aws_sources, _module_ports(entry))
	],
	array.concat(
		[rule |
			some found in modules(module, ["terraform-aws-modules/security-group"])
			some index, name in found.block.ingress_rules
			ports := _named_ports[name]
			rule := _rule(found, array.concat(found.path, ["ingress_rules", index]), _inherited(found.block), _aws_sources, ports)
		],
		[rule |
			some found in modules(module, ["cloudposse/security-group"])
			some index, entry in found.block.rules
			entry.type == "ingress"
			ports := _ports(entry.from_port, entry.to_port, entry.protocol)
			rule := _rule(found, array.concat(found.path, ["rules", index]), entry, _aws_sources, ports)
		],
	),
)

# What a rule of the module does not say itself it takes from the arguments for all of them.
_inherited(block) := {name: value |
	some name in _aws_sources
	value := block[sprintf("ingress_%s", [name])]
}

_module_ports(entry) := _named_ports[entry.rule]

_module_ports(entry) := _ports(entry.from_port, entry.to_port, entry.protocol) if not entry.rule

_named_ports := {
	"all-all": {"from": 0, "to": 65535, "protocol": "all"},
	"all-tcp": {"from": 0, "to": 65535, "protocol": "tcp"},
	"all-udp": {"from": 0, "to": 65535, "protocol": "udp"},
	"docker-swarm-mngmt-tcp": {"from": 2377, "to": 2377, "protocol": "tcp"},
	"elasticsearch-rest-tcp": {"from": 9200, "to": 9200, "protocol": "tcp"},
	"http-80-tcp": {"from": 80, "to": 80, "protocol": "tcp"},
	"kafka-broker-tcp": {"from": 9092, "to": 9092, "protocol": "tcp"},
	"memcached-tcp": {"from": 11211, "to": 11211, "protocol": "tcp"},
	"mongodb-27017-tcp": {"from": 27017, "to": 27017, "protocol": "tcp"},
	"mssql-tcp": {"from": 1433, "to": 1433, "protocol": "tcp"},
	"mysql-tcp": {"from": 3306, "to": 3306, "protocol": "tcp"},
	"nfs-tcp": {"from": 2049, "to": 2049, "protocol": "tcp"},
	"oracle-db-tcp": {"from": 1521, "to": 1521, "protocol": "tcp"},
	"postgresql-tcp": {"from": 5432, "to": 5432, "protocol": "tcp"},
	"rabbitmq-15672-tcp": {"from": 15672, "to": 15672, "protocol": "tcp"},
	"rabbitmq-5672-tcp": {"from": 5672, "to": 5672, "protocol": "tcp"},
	"rdp-tcp": {"from": 3389, "to": 3389, "protocol": "tcp"},
	"redis-tcp": {"from": 6379, "to": 6379, "protocol": "tcp"},
	"redshift-tcp": {"from": 5439, "to": 5439, "protocol": "tcp"},
	"ssh-tcp": {"from": 22, "to": 22, "protocol": "tcp"},
	"winrm-http-tcp": {"from": 5985, "to": 5985, "protocol": "tcp"},
	"winrm-https-tcp": {"from": 5986, "to": 5986, "protocol": "tcp"},
	"zookeeper-2181-tcp": {"from": 2181, "to": 2181, "protocol": "tcp"},
}

_other_ingress(module) := array.concat(array.concat(_alicloud_ingress(module), _openstack_ingress(module)), array.concat(_oci_ingress(module), _small_clouds_ingress(module)))

# A rule without an address is one for every address.
_alicloud_ingress(module) := [rule |
	some found in resources(module, ["alicloud_security_group_rule"])
	found.block.type == "ingress"
	object.get(found.block, "policy", "accept") == "accept"
	[from, to] := split(object.get(found.block, "port_range", "-1/-1"), "/")
	rule := object.union(_rule(found, found.path, found.block, ["cidr_ip", "ipv6_cidr_ip"], _ports(from, to, found.block.ip_protocol)), {
		"open_by_default": true,
		"other_sources": ["source_security_group_id", "prefix_list_id"],
	})
]

# No prefix and no group is everybody; no ports are all of them.
_openstack_ingress(module) := array.concat(
	[rule |
		some found in resources(module, ["openstack_networking_secgroup_rule_v2"])
		found.block.direction == "ingress"
		ports := _openstack_ports(found.block)
		rule := object.union(_rule(found, found.path, found.block, ["remote_ip_prefix"], ports), {
			"open_by_default": true,
			"other_sources": ["remote_group_id", "remote_address_group_id"],
		})
	],
	[rule |
		some found in resources(module, ["openstack_compute_secgroup_v2"])
		some index, block in found.block.rule
		ports := _ports(block.from_port, block.to_port, block.ip_protocol)
		rule := _rule(found, array.concat(found.path, ["rule", index]), block, ["cidr"], ports)
	],
)

_openstack_ports(block) := _ports(-1, -1, object.get(block, "protocol", "all")) if is_absent(block, "port_range_min")

_openstack_ports(block) := _ports(block.port_range_min, object.get(block, "port_range_max", block.port_range_min), object.get(block, "protocol", "tcp")) if {
	not is_absent(block, "port_range_min")
}

_oci_ingress(module) := array.concat(
	[rule |
		some found in resources(module, ["oci_core_network_security_group_security_rule"])
		found.block.direction == "INGRESS"
		rule := _rule(found, found.path, found.block, ["source"], _oci_ports(found.block))
	],
	[rule |
		some found in resources(module, ["oci_core_security_list", "oci_core_default_security_list"])
		some index, block in found.block.ingress_security_rules
		rule := _rule(found, array.concat(found.path, ["ingress_security_rules", index]), block, ["source"], _oci_ports(block))
	],
)

_oci_ports(block) := {"from": _port(range.min), "to": _port(range.max), "protocol": protocol} if {
	some protocol in ["tcp", "udp"]
	options := block[sprintf("%s_options", [protocol])][0]
	range := _oci_range(options)
} else := _ports(-1, -1, block.protocol) if {
	count(object.get(block, "tcp_options", [])) == 0
	count(object.get(block, "udp_options", [])) == 0
}

_oci_range(options) := options.destination_port_range[0]

_oci_range(options) := options if options.min

# Firewalls whose ports are a text: `22`, `8000-9000`, `all`.
_small_clouds_ingress(module) := array.concat(
	[rule |
		some found in resources(module, ["digitalocean_firewall"])
		some index, block in found.block.inbound_rule
		ports := _text_ports(object.get(block, "port_range", "all"), block.protocol)
		rule := _rule(found, array.concat(found.path, ["inbound_rule", index]), block, ["source_addresses"], ports)
	],
	array.concat(
		[rule |
			some found in resources(module, ["hcloud_firewall"])
			some index, block in found.block.rule
			block.direction == "in"
			ports := _text_ports(object.get(block, "port", "any"), block.protocol)
			rule := _rule(found, array.concat(found.path, ["rule", index]), block, ["source_ips"], ports)
		],
		[rule |
			some found in resources(module, ["yandex_vpc_security_group"])
			some index, block in found.block.ingress
			from := object.get(block, "from_port", object.get(block, "port", -1))
			to := object.get(block, "to_port", object.get(block, "port", -1))
			ports := _ports(from, to, block.protocol)
			rule := _rule(found, array.concat(found.path, ["ingress", index]), block, ["v4_cidr_blocks", "v6_cidr_blocks"], ports)
		],
	),
)

_text_ports(text, protocol) := _ports(-1, -1, protocol) if text in {"all", "any", "0"}

_text_ports(text, protocol) := _ports(ends[0], ends[count(ends) - 1], protocol) if {
	not text in {"all", "any", "0"}
	ends := split(text, "-")
}
