# METADATA
# description: What firewalls of Azure and Google let in from the whole internet.
package groundwire.lib.terraform_cloud_ingress

import data.groundwire.lib.terraform as tf

# Every rule that lets everybody in: `ranges` are pairs of ports, `at` is the line that says everybody.
azure_open := open_rules(azure_rules(input))

google_open := open_rules(google_rules(input))

open_rules(rules) := [object.union(rule, {"at": array.concat(rule.path, [source.name]), "cidr": source.cidr}) |
	some rule in rules
	source := _open_source(rule)
]

_open_source(rule) := [{"name": name, "cidr": cidr} |
	some name in rule.sources
	some cidr in _list(rule.block[name])
	is_everybody(cidr)
][0]

_list(value) := [value] if is_string(value)

_list(value) := [item | some item in value; is_string(item)] if is_array(value)

# `Internet` is a service tag of Azure's.
is_everybody(cidr) if lower(cidr) in {"*", "0.0.0.0", "0.0.0.0/0", "::/0", "::", "internet", "any", "<nw>/0", "/0"}

is_everybody(cidr) if tf.is_everywhere(cidr)

# Azure: rules by themselves and those written in their group.
azure_rules(module) := array.concat(
	[rule |
		some found in tf.resources(module, ["azurerm_network_security_rule"])
		rule := _azure_rule(found, found.path, found.block)
	],
	[rule |
		some found in tf.resources(module, ["azurerm_network_security_group"])
		some index, block in found.block.security_rule
		rule := _azure_rule(found, array.concat(found.path, ["security_rule", index]), block)
	],
)

_azure_rule(found, path, block) := {
	"found": found, "path": path, "block": block,
	"sources": ["source_address_prefix", "source_address_prefixes"],
	"protocol": lower(block.protocol),
	"ranges": [range |
		some name in ["destination_port_range", "destination_port_ranges"]
		some text in _list(block[name])
		range := _range(text)
	],
	"part": object.get(block, "name", ""),
} if {
	lower(block.access) == "allow"
	lower(block.direction) == "inbound"
	is_string(block.protocol)
}

# Google: what a firewall allows, of each protocol.
google_rules(module) := [rule |
	some found in tf.resources(module, ["google_compute_firewall"])
	upper(object.get(found.block, "direction", "INGRESS")) == "INGRESS"
	not tf.is_on(object.get(found.block, "disabled", false))
	some index, allow in found.block.allow
	rule := {
		"found": found, "path": found.path, "block": found.block,
		"sources": ["source_ranges"],
		"protocol": lower(allow.protocol),
		"ranges": _google_ranges(allow),
		"part": sprintf("%s", [allow.protocol]),
	}
]

_google_ranges(allow) := [range | some text in _list(allow.ports); range := _range(text)] if count(object.get(allow, "ports", [])) > 0

# All ports, unless somebody names them.
_google_ranges(allow) := [[0, 65535]] if object.get(allow, "ports", []) in [[], null]

_range("*") := [0, 65535]

_range(text) := [to_number(text), to_number(text)] if regex.match(`^[0-9]+$`, text)

_range(text) := [to_number(ends[0]), to_number(ends[1])] if {
	regex.match(`^[0-9]+ *- *[0-9]+$`, text)
	ends := [trim_space(part) | some part in split(text, "-")]
}

# What everybody gets at, for a person; undefined for web servers and for what answers no connection.
exposed(rule) := "every port" if {
	not rule.protocol in {"icmp", "esp", "ah", "ipip"}
	some range in rule.ranges
	range[0] <= 1
	range[1] == 65535
} else := concat(" and ", array.slice(names, 0, 3)) if {
	names := sort({name | some range in rule.ranges; some port, name in _services; range[0] <= port; port <= range[1]})
	count(names) > 0
} else := sprintf("port %d", [ports[0]]) if {
	not rule.protocol in {"icmp", "esp", "ah", "ipip"}
	ports := [range[0] | some range in rule.ranges; not _is_web(range)]
	count(ports) > 0
}

_is_web(range) if {
	range[0] == range[1]
	range[0] in {80, 443}
}

_services := {
	20: "FTP (port 20)", 21: "FTP (port 21)", 22: "SSH (port 22)", 23: "Telnet (port 23)", 135: "RPC (port 135)", 139: "NetBIOS (port 139)",
	389: "LDAP (port 389)", 445: "SMB (port 445)", 1433: "SQL Server (port 1433)", 1521: "Oracle (port 1521)", 2375: "Docker (port 2375)",
	2376: "Docker (port 2376)", 2379: "etcd (port 2379)", 3306: "MySQL (port 3306)", 3389: "RDP (port 3389)", 5432: "PostgreSQL (port 5432)",
	5601: "Kibana (port 5601)", 5900: "VNC (port 5900)", 5985: "WinRM (port 5985)", 5986: "WinRM (port 5986)", 6379: "Redis (port 6379)",
	8086: "InfluxDB (port 8086)", 9042: "Cassandra (port 9042)", 9092: "Kafka (port 9092)", 9200: "Elasticsearch (port 9200)",
	11211: "Memcached (port 11211)", 27017: "MongoDB (port 27017)",
}

# Grave is what is never for everybody.
is_grave(rule) if {
	exposed(rule) == "every port"
}

is_grave(rule) if {
	some range in rule.ranges
	some port, _ in _services
	range[0] <= port
	port <= range[1]
}

# Who was let in at base, for a person.
before_text(rule, former) := sprintf("; before: `%s`", [names]) if {
	some old in former
	old.found.address == rule.found.address
	old.part == rule.part
	names := concat("`, `", [cidr | some name in old.sources; some cidr in _list(old.block[name])])
	not _is_open(old)
	names != ""
} else := ""

_is_open(rule) if _open_source(rule)

subject(rule) := sprintf("%s/%s", [rule.found.address, rule.part])
