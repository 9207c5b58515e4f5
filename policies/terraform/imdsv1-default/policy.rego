# METADATA
# title: Nobody asks for metadata sessions
# description: >-
#   Unless the image or the account says otherwise, an instance answers its metadata, the credentials of its role among
#   them, without a session token.
# custom:
#   id: imdsv1-default
#   category: terraform/imdsv1
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set http_tokens to required in metadata_options.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.imdsv1_default

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.open_metadata
	not weak.explicit
	not weak.lost
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` does not ask for session tokens (`%s`): unless image or account do, a request that somebody makes it send reads the credentials of its role.", [weak.found.address, weak.name]),
		"severity": _severity(weak.found),
	})
}

_severity(found) := "low" if {
	tf.is_short_lived(found)
} else := "medium"
