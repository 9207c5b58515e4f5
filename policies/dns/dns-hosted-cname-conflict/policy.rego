# METADATA
# title: A hosted name has a CNAME and something else
# description: >-
#   The provider refuses the second record in the middle of an apply, and half of the change is made.
# custom:
#   id: dns-hosted-cname-conflict
#   category: dns/cname-conflict
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep one of the two; at the top of a zone use an alias.
# related_resources:
#   - ref: https://datatracker.ietf.org/doc/html/rfc1034#section-3.6.2
#   - ref: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.dns.dns_hosted_cname_conflict

import data.groundwire.lib.dns

findings contains {"document": record.document, "at": array.concat(record.path, ["type"]), "subject": record.address, "message": message} if {
	some record in dns.hosted(input)
	record.type == "CNAME"
	is_string(record.name)
	is_string(record.zone)
	not record.routed
	some other in dns.hosted(input)
	other.address != record.address
	other.zone == record.zone
	other.name == record.name
	not other.routed
	message := sprintf("`%s` is a CNAME of `%s`, and `%s` is a record of the same name: the provider refuses one of the two in the middle of the apply.", [record.address, record.name, other.address])
}
