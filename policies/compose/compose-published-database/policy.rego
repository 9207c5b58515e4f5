# METADATA
# title: A database is open to the network
# description: >-
#   A published port listens on all addresses of the machine, past the rules of most host firewalls.
# custom:
#   id: compose-published-database
#   category: compose/published-database
#   severity: high
#   confidence: medium
#   persona: essential
#   scanPersona: recommended
#   scope: document
#   platforms: [compose]
#   remedy: Publish it on `127.0.0.1` only, or not at all; services of the same network reach it by name.
# related_resources:
#   - ref: https://docs.docker.com/engine/network/packet-filtering-firewalls/
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_published_database

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, ["ports", index]), "subject": sprintf("%s %s", [found.name, port.target]), "message": message} if {
	some found in compose.services(input)
	some index, written in found.service.ports
	port := _port(written)
	kind := _stores[port.target]
	_may_be(kind, port.target, found)
	not port.host in {"127.0.0.1", "localhost", "::1", "[::1]"}
	message := sprintf("`%s` publishes %s on every address of the machine, and Docker's rules come before those of the host's firewall.", [found.name, kind])
}

_stores := {
	"5432": "PostgreSQL",
	"3306": "MySQL",
	"33060": "MySQL",
	"1433": "SQL Server",
	"1521": "Oracle",
	"27017": "MongoDB",
	"6379": "Redis",
	"9200": "Elasticsearch",
	"9300": "Elasticsearch",
	"11211": "memcached",
	"9042": "Cassandra",
	"8086": "InfluxDB",
	"5984": "CouchDB",
	"7474": "Neo4j",
	"7687": "Neo4j",
	"8529": "ArangoDB",
	"26257": "CockroachDB",
	"2379": "etcd",
	"9000": "ClickHouse",
	"8123": "ClickHouse",
}

# Ports that many others use, too: what serves there has to be called so.
_ambiguous := {"9000", "8123", "9200", "9300", "8086", "2379", "1521", "33060"}

_may_be(_, target, _) if not target in _ambiguous

_may_be(kind, _, found) if {
	some text in [found.name, object.get(found.service, "image", ""), object.get(found.service, "container_name", "")]
	some word in _words[kind]
	contains(lower(text), word)
}

_words := {
	"ClickHouse": {"clickhouse"},
	"Elasticsearch": {"elastic", "opensearch"},
	"InfluxDB": {"influx"},
	"etcd": {"etcd"},
	"Oracle": {"oracle"},
	"MySQL": {"mysql", "mariadb", "percona"},
}

# `[host:][published:]target[/protocol]`; a port alone is published, too, on one that Docker chooses.
_port(written) := {"host": host, "target": split(parts[count(parts) - 1], "/")[0]} if {
	text := sprintf("%v", [written])
	not is_object(written)
	not contains(text, "$")
	parts := split(trim_prefix(text, "[::1]"), ":")
	host := _host(text, parts)
}

_port(written) := {"host": object.get(written, "host_ip", ""), "target": sprintf("%v", [written.target])} if is_object(written)

_host(_, parts) := parts[0] if count(parts) == 3

_host(text, parts) := "[::1]" if {
	startswith(text, "[::1]")
	count(parts) == 3
}

_host(_, parts) := "" if count(parts) < 3
