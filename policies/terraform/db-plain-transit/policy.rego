# METADATA
# title: A database takes connections in the clear
# description: >-
#   Passwords and data can be read on the way, and a client that is set up wrongly does not notice.
# custom:
#   id: db-plain-transit
#   category: terraform/db-unencrypted
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Require TLS on the side of the database.
# related_resources:
#   - ref: https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
#   - ref: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_plain_transit

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _switches)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` takes connections in the clear, or with a TLS that is broken (%s)%s.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak),
	})
}

_severity(weak) := "high" if {
	weak.lost
} else := "medium" if {
	weak.explicit
} else := "low"

# Parameters that say so, or that are missing where the default is to allow it.
findings contains finding if {
	some found in tf.resources(input, object.keys(_parameters))
	some wanted in _parameters[found.type]
	some index, parameter in found.block.parameter
	parameter.name == wanted.name
	tf.word(parameter.value) in wanted.weak
	finding := tf.remark(found, array.concat(found.path, ["parameter", index, "value"]), {
		"message": sprintf("Databases with `%s` take connections in the clear (`%s` is `%v`).", [found.address, wanted.name, parameter.value]),
		"subject": sprintf("%s/%s", [found.address, wanted.name]),
	})
}

findings contains finding if {
	some found in tf.resources(input, ["aws_redshift_parameter_group"])
	not tf.is_unknown(object.get(found.block, "parameter", null))
	every parameter in object.get(found.block, "parameter", []) {
		is_string(parameter.name)
		parameter.name != "require_ssl"
	}
	finding := tf.remark(found, array.concat(found.path, ["parameter"]), {
		"message": sprintf("Clusters with `%s` take connections in the clear (no `require_ssl`).", [found.address]),
		"subject": sprintf("%s/require_ssl", [found.address]),
		"severity": "low",
	})
}

_parameters := {
	"aws_redshift_parameter_group": [{"name": "require_ssl", "weak": {"false", "0"}}],
	"aws_docdb_cluster_parameter_group": [{"name": "tls", "weak": {"disabled"}}],
	"aws_db_parameter_group": [{"name": "rds.force_ssl", "weak": {"0", "false"}}, {"name": "require_secure_transport", "weak": {"0", "off", "false"}}],
	"aws_rds_cluster_parameter_group": [{"name": "rds.force_ssl", "weak": {"0", "false"}}, {"name": "require_secure_transport", "weak": {"0", "off", "false"}}],
}

_switches := {
	"aws_opensearch_domain": _domain,
	"aws_elasticsearch_domain": _domain,
	"aws_db_proxy": [tf.turned_on(["require_tls"])],
	"aws_dms_endpoint": [{"path": ["ssl_mode"], "weak": {"none"}}],
}

_domain := [
	object.union(tf.kept_on(["domain_endpoint_options", "enforce_https"]), {"absent": true, "part": "/https"}),
	{"path": ["domain_endpoint_options", "tls_security_policy"], "weak": {"policy-min-tls-1-0-2019-07"}, "part": "/tls"},
]
