# METADATA
# title: A hosted record is kept for moments only
# description: >-
#   Every visit asks the name servers again: a short outage of DNS is an outage of everything at once.
# custom:
#   id: dns-hosted-low-ttl
#   category: dns/low-ttl
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Take five minutes or more; shorten it for the hour of a move only.
# related_resources:
#   - ref: https://datatracker.ietf.org/doc/html/rfc1912#section-2.2
#   - ref: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.dns.dns_hosted_low_ttl

import data.groundwire.lib.dns

findings contains {"document": record.document, "at": array.concat(record.path, ["ttl"]), "subject": record.address, "message": message} if {
	some record in dns.hosted(input)
	is_number(record.ttl)
	record.ttl < 60
	record.ttl > 1
	message := sprintf("`%s` is kept for %d s: resolvers ask for it again with nearly every visit.%s", [record.address, record.ttl, _former(record)])
}

_former(record) := sprintf(" Before it were %d s.", [old.ttl]) if {
	some old in dns.hosted(data.groundwire.before)
	old.address == record.address
	is_number(old.ttl)
	old.ttl > record.ttl
} else := ""
