# METADATA
# title: An instance hands out its role's credentials to any request
# description: >-
#   A program that can be made to fetch a URL fetches the metadata service of its instance, and gets the keys of its role.
#   Session tokens stop that: such a request cannot ask for one.
# custom:
#   id: imdsv1
#   category: terraform/imdsv1
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set http_tokens to required; current SDKs ask for a token by themselves.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.imdsv1

import data.groundwire.lib.terraform as tf

# Said, or taken away. What nobody says is imdsv1-default.
findings contains finding if {
	some weak in tf.open_metadata
	_is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` answers metadata requests without a session token (IMDSv1)%s: whoever makes it fetch a URL gets the credentials of its role.", [weak.found.address, _before(weak)]),
		"severity": _severity(weak),
		"fix": {"name": "set-attribute", "params": {"value": "required"}},
	})
}

_is_told(weak) if weak.explicit

_is_told(weak) if weak.lost

_before(weak) := sprintf("; before: `%v`", [weak.former]) if weak.lost

_before(weak) := "" if not weak.lost

_severity(weak) := "low" if {
	tf.is_short_lived(weak.found)
	not weak.lost
} else := "high"
