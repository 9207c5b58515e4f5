# METADATA
# title: Any authority may issue certificates for the zone
# description: >-
#   Without CAA each of some hundred authorities may issue a certificate for these names.
# custom:
#   id: dns-missing-caa
#   category: dns/missing-caa
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [dns]
#   remedy: Add a CAA record with the authority that you use.
# related_resources:
#   - ref: https://datatracker.ietf.org/doc/html/rfc8659
# schemas:
#   - input: schema.dns
package groundwire.dns.dns_missing_caa

findings contains {"at": ["records", index], "subject": sprintf("CAA %s", [record.name]), "message": message} if {
	some index, record in input.records
	record.type == "SOA"
	count([other | some other in input.records; other.type == "CAA"]) == 0
	message := sprintf("`%s` has no CAA record%s: any authority may issue certificates for its names.", [record.name, _former])
}

default _former := ""

_former := " any more" if {
	some old in data.groundwire.before.records
	old.type == "CAA"
}
