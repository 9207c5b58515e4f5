# METADATA
# title: A name has a CNAME and something else
# description: >-
#   Beside a CNAME nothing else may stand: name servers refuse the zone, or drop one of the two.
# custom:
#   id: dns-cname-conflict
#   category: dns/cname-conflict
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dns]
#   remedy: Keep one of the two; at the top of a zone use ALIAS, or the address itself.
# related_resources:
#   - ref: https://datatracker.ietf.org/doc/html/rfc1034#section-3.6.2
#   - ref: https://datatracker.ietf.org/doc/html/rfc2181#section-10.1
# schemas:
#   - input: schema.dns
package groundwire.dns.dns_cname_conflict

findings contains {"at": ["records", index], "subject": sprintf("CNAME %s", [record.name]), "message": message} if {
	some index, record in input.records
	record.type == "CNAME"
	others := sort({other.type |
		some number, other in input.records
		number != index
		other.name == record.name
		not other.type in {"RRSIG", "NSEC", "NSEC3", "KEY"}
		not _is_same(other, record)
	})
	count(others) > 0
	message := sprintf("`%s` has a CNAME and %s: name servers refuse the zone, or answer with one of the two.", [record.name, concat(", ", others)])
}

_is_same(other, record) if {
	other.type == "CNAME"
	other.value == record.value
}
