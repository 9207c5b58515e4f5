package groundwire.lib.cloudformation

# What security groups let in from the whole internet: `from` and `to` are ports, `protocol` is `tcp`, `udp` or `all`.

open_ingress(template) := [object.union(rule, {"cidr": source.cidr, "at": array.concat(rule.path, [source.property])}) |
	some rule in _rules(template)
	source := _open_source(rule.block)
]

# Rules in a group, and rules of their own.
_rules(template) := array.concat(
	[object.union(_ports(block), {"found": found, "block": block, "path": array.concat(found.path, place)}) |
		some found in resources(template, ["AWS::EC2::SecurityGroup"])
		some [place, block] in _entries(object.get(found.properties, "SecurityGroupIngress", []), ["SecurityGroupIngress"])
		_ports(block)
	],
	[object.union(_ports(found.properties), {"found": found, "block": found.properties, "path": found.path}) |
		some found in resources(template, ["AWS::EC2::SecurityGroupIngress", "AWS::RDS::DBSecurityGroupIngress"])
		_ports(found.properties)
	],
)

# A list, or one entry in its place.
_entries(value, path) := [[array.concat(path, [index]), entry] | some index, entry in value] if is_array(value)

_entries(value, path) := [[path, value]] if is_object(value)

_open_source(block) := [{"property": property, "cidr": block[property]} |
	some property in ["CidrIp", "CidrIpv6", "CIDRIP"]
	is_everywhere(block[property])
][0]

# The whole internet, or so large a part of it that no private network is as large.
is_everywhere(cidr) if {
	is_string(cidr)
	[address, length] := split(trim_space(cidr), "/")
	contains(address, ".")
	to_number(length) < 8
}

is_everywhere(cidr) if {
	is_string(cidr)
	[address, length] := split(trim_space(cidr), "/")
	contains(address, ":")
	to_number(length) < 7
}

_ports(block) := {"from": 0, "to": 65535, "protocol": "all"} if text_of(block.IpProtocol) in {"-1", "all"}

_ports(block) := {"from": from, "to": _last_port(block, from), "protocol": _protocols[lower(text_of(block.IpProtocol))]} if {
	from := _port(block.FromPort)
	from >= 0
}

_ports(block) := {"from": 0, "to": 65535, "protocol": _protocols[lower(text_of(block.IpProtocol))]} if {
	text_of(object.get(block, "FromPort", "-1")) == "-1"
}

# Groups of the old kind guard one database, whatever its port.
_ports(block) := {"from": 0, "to": 65535, "protocol": "tcp"} if is_everywhere(block.CIDRIP)

_last_port(block, from) := _port(object.get(block, "ToPort", from))

_port(value) := value if is_number(value)

_port(value) := to_number(value) if {
	is_string(value)
	regex.match(`^[0-9]{1,5}$`, value)
}

_protocols := {"tcp": "tcp", "6": "tcp", "udp": "udp", "17": "udp"}

# Ports behind which nobody expects the internet, and what listens there.
private_ports := {
	20: "FTP", 21: "FTP", 22: "SSH", 23: "Telnet", 25: "SMTP", 110: "POP3", 111: "RPC", 135: "Windows RPC", 137: "NetBIOS", 138: "NetBIOS", 139: "NetBIOS",
	389: "LDAP", 445: "SMB", 636: "LDAP", 873: "rsync", 1433: "SQL Server", 1434: "SQL Server", 1521: "Oracle", 2049: "NFS", 2181: "ZooKeeper",
	2375: "Docker", 2376: "Docker", 2379: "etcd", 2380: "etcd", 2483: "Oracle", 2484: "Oracle", 3306: "MySQL", 3389: "remote desktop", 4333: "mSQL",
	5432: "PostgreSQL", 5439: "Redshift", 5500: "VNC", 5601: "Kibana", 5672: "RabbitMQ", 5900: "VNC", 5984: "CouchDB", 5985: "WinRM", 5986: "WinRM",
	6379: "Redis", 6443: "Kubernetes", 7000: "Cassandra", 7001: "Cassandra", 7199: "Cassandra", 8086: "InfluxDB", 8888: "notebooks", 9042: "Cassandra",
	9092: "Kafka", 9160: "Cassandra", 9200: "Elasticsearch", 9300: "Elasticsearch", 10250: "kubelet", 11211: "memcached", 15672: "RabbitMQ",
	27017: "MongoDB", 27018: "MongoDB", 27019: "MongoDB", 50070: "Hadoop",
}

exposed(rule) := [port |
	some port, _ in private_ports
	port >= rule.from
	port <= rule.to
]
