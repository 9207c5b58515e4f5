# METADATA
# title: A port of Google Cloud is open to the internet
# description: >-
#   Whoever finds a hole in what answers there gets in from anywhere.
# custom:
#   id: gcp-open-web
#   category: terraform/gcp-public
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Put a load balancer in front, or name the networks that need the port.
# related_resources:
#   - ref: https://cloud.google.com/firewall/docs/firewalls
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_open_web

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_cloud_ingress as firewalls

findings contains finding if {
	some rule in firewalls.google_open
	not firewalls.is_grave(rule)
	finding := tf.remark(rule.found, rule.at, {
		"message": sprintf("`%s` lets the whole internet (`%s`) reach what answers at its ports%s.", [rule.found.address, rule.cidr, firewalls.before_text(rule, _former)]),
		"subject": firewalls.subject(rule),
	})
}

_former := [rule | some rule in firewalls.google_rules(data.groundwire.before)]
