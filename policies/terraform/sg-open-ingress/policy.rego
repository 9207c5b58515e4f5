# METADATA
# title: A port that is not for everybody is open to the internet
# description: >-
#   Addresses of clouds are scanned all day. A login or a database that answers everybody is tried with leaked passwords and
#   new exploits within minutes.
# custom:
#   id: sg-open-ingress
#   category: terraform/sg-open-ingress
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the networks or the security groups that need the port, or reach it through a VPN or Session Manager.
#   params:
#     allowedPorts: []
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.sg_open_ingress

import data.groundwire.lib.terraform as tf

# Everything, or a service that is only for some.
findings contains finding if {
	some rule in tf.current_open_ingress
	what := _exposed(rule)
	finding := tf.remark(rule.found, rule.at, {
		"message": sprintf("`%s` lets the whole internet (`%s`) reach %s%s.", [rule.found.address, rule.cidr, what, _before(rule)]),
		"subject": sprintf("%s/%s", [rule.found.address, _range(rule)]),
	})
}

# Port 0 is nothing that anybody uses.
findings contains finding if {
	some rule in tf.current_open_ingress
	rule.protocol != "all"
	rule.from == 0
	rule.to == 0
	finding := tf.remark(rule.found, rule.at, {
		"message": sprintf("`%s` opens port 0 to the whole internet (`%s`); it takes 65535 at the end to mean every port, and then nothing is closed.", [rule.found.address, rule.cidr]),
		"subject": sprintf("%s/0", [rule.found.address]),
		"severity": "low",
		"confidence": "low",
	})
}

_exposed(rule) := "every port of every protocol" if rule.protocol == "all"

_exposed(rule) := sprintf("every %s port", [upper(rule.protocol)]) if {
	rule.protocol != "all"
	rule.from <= 1
	rule.to == 65535
}

_exposed(rule) := sprintf("%s (port %d)", [_services[port], port]) if {
	rule.protocol != "all"
	rule.from == rule.to
	port := rule.from
	not port in _allowed
	_services[port]
}

_exposed(rule) := sprintf("ports %d to %d, %s (%d) among them", [rule.from, rule.to, _services[first], first]) if {
	rule.protocol != "all"
	rule.from < rule.to
	not _is_every_port(rule)
	first := min({port | some port, _ in _services; port >= rule.from; port <= rule.to; not port in _allowed})
}

_is_every_port(rule) if {
	rule.from <= 1
	rule.to == 65535
}

_range(rule) := "all" if rule.protocol == "all"

_range(rule) := sprintf("%d", [rule.from]) if {
	rule.protocol != "all"
	rule.from == rule.to
}

_range(rule) := sprintf("%d-%d", [rule.from, rule.to]) if {
	rule.protocol != "all"
	rule.from != rule.to
}

default _allowed := []

_allowed := data.groundwire.params["sg-open-ingress"].allowedPorts

# Who could reach the same ports at base; nothing is said where that was everybody.
_before(rule) := "" if {
	some former in _former_sources(rule)
	tf.is_everywhere(former)
} else := sprintf("; before: `%s` alone", [former[0]]) if {
	former := _former_sources(rule)
	count(former) == 1
} else := sprintf("; before: %d networks", [count(former)]) if {
	former := _former_sources(rule)
	count(former) > 1
} else := ""

_former_sources(rule) := [cidr |
	some old in tf.past_ingress
	old.found.address == rule.found.address
	[old.from, old.to, old.protocol] == [rule.from, rule.to, rule.protocol]
	some attribute in old.sources
	some cidr in tf.as_list(old.block[attribute])
	is_string(cidr)
]

# Services for administrators and for other programs; none is meant for the public.
_services := {
	22: "SSH",
	23: "Telnet",
	111: "RPC",
	135: "RPC",
	139: "file sharing",
	389: "LDAP",
	445: "file sharing",
	873: "rsync",
	1433: "SQL Server",
	1434: "SQL Server",
	1521: "Oracle",
	2049: "NFS",
	2181: "ZooKeeper",
	2375: "the Docker API",
	2376: "the Docker API",
	2379: "etcd",
	2380: "etcd",
	3306: "MySQL",
	3389: "Remote Desktop",
	5432: "PostgreSQL",
	5439: "Redshift",
	5601: "Kibana",
	5672: "RabbitMQ",
	5900: "VNC",
	5901: "VNC",
	5984: "CouchDB",
	5985: "WinRM",
	5986: "WinRM",
	6379: "Redis",
	7687: "Neo4j",
	8086: "InfluxDB",
	9042: "Cassandra",
	9092: "Kafka",
	9200: "Elasticsearch",
	9300: "Elasticsearch",
	10250: "the kubelet",
	11211: "memcached",
	15672: "RabbitMQ",
	27017: "MongoDB",
	27018: "MongoDB",
}
