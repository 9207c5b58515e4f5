# METADATA
# title: Containers reach the metadata of their host
# description: >-
#   With more than one hop an answer of the metadata service crosses the network of containers: any of them can take the
#   role of the host.
# custom:
#   id: imds-hop-limit
#   category: terraform/imdsv1
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set http_put_response_hop_limit to 1 and give containers roles of their own.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.imds_hop_limit

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _hops)
	finding := tf.remark(weak.found, weak.at, {"message": sprintf("`%s` lets metadata answers travel %v hops: a container on it can take the credentials of the host's role.", [weak.found.address, weak.value])})
}

_hops := {type: [{"path": ["metadata_options", "http_put_response_hop_limit"], "above": 1}] |
	some type in ["aws_instance", "aws_launch_template", "aws_launch_configuration", "terraform-aws-modules/ec2-instance", "terraform-aws-modules/autoscaling"]
}
