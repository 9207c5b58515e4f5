# METADATA
# title: A search domain or warehouse stands outside of any network
# description: >-
#   Outside of a VPC nothing but its access policy decides who may reach it; one mistake there and its data are
#   everybody's.
# custom:
#   id: db-no-network
#   category: terraform/db-public
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Put it into the subnets of a VPC (vpc_options, cluster_subnet_group_name).
# related_resources:
#   - ref: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-2
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_network

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _networks)
	finding := tf.remark(weak.found, weak.found.path, {"message": sprintf("`%s` stands in no network (no `%s`)%s: its endpoint answers the internet, and its access policy alone decides.", [weak.found.address, weak.name, tf.former_text(weak)])})
}

_networks := {
	"aws_opensearch_domain": [{"path": ["vpc_options"], "weak": {"[]"}, "absent": true}],
	"aws_elasticsearch_domain": [{"path": ["vpc_options"], "weak": {"[]"}, "absent": true}],
	"aws_redshift_cluster": [tf.written(["cluster_subnet_group_name"])],
}
