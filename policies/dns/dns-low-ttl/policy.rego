# METADATA
# title: A record is kept for moments only
# description: >-
#   Every visit asks the name servers again: a short outage of DNS is an outage of everything at once.
# custom:
#   id: dns-low-ttl
#   category: dns/low-ttl
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [dns]
#   remedy: Take five minutes or more; shorten it for the hour of a move only.
# related_resources:
#   - ref: https://datatracker.ietf.org/doc/html/rfc1912#section-2.2
# schemas:
#   - input: schema.dns
package groundwire.dns.dns_low_ttl

findings contains {"at": ["records", index], "subject": sprintf("%s %s", [record.type, record.name]), "message": message} if {
	some index, record in input.records
	not record.type in {"SOA", "NS"}
	is_number(record.ttl)
	record.ttl < _least
	message := sprintf("`%s` is kept for %d s: resolvers ask for it again with nearly every visit, and a short outage of DNS is one of the service.%s", [record.name, record.ttl, _former(record)])
}

# A delegation or the authority of a zone weighs more.
findings contains {"at": ["records", index], "subject": sprintf("%s %s", [record.type, record.name]), "message": message, "severity": "medium"} if {
	some index, record in input.records
	record.type in {"SOA", "NS"}
	is_number(record.ttl)
	record.ttl < 300
	message := sprintf("The %s of `%s` is kept for %d s: the whole zone hangs on a server that answers at every moment.", [record.type, record.name, record.ttl])
}

_least := 60

_former(record) := sprintf(" Before it were %d s.", [old.ttl]) if {
	some old in data.groundwire.before.records
	old.name == record.name
	old.type == record.type
	is_number(old.ttl)
	old.ttl > record.ttl
} else := ""
