# METADATA
# title: A port that is not for everybody is open to the internet
# description: >-
#   Addresses of Azure are scanned all day. A login or a database that answers everybody is tried with leaked passwords
#   and new exploits within minutes.
# custom:
#   id: azure-open-ingress
#   category: terraform/azure-public-network
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the networks that need the port, or reach it through a bastion.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/security/fundamentals/network-best-practices
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_open_ingress

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_cloud_ingress as firewalls

findings contains finding if {
	some rule in firewalls.azure_open
	firewalls.is_grave(rule)
	finding := tf.remark(rule.found, rule.at, {
		"message": sprintf("`%s` lets the whole internet (`%s`) reach %s%s.", [rule.found.address, rule.cidr, firewalls.exposed(rule), firewalls.before_text(rule, _former)]),
		"subject": firewalls.subject(rule),
	})
}

_former := [rule | some rule in firewalls.azure_rules(data.groundwire.before)]
