# METADATA
# description: What keeps the internet out of Google Cloud.
package groundwire.lib.terraform_gcp_public

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"google_sql_database_instance": [
		{
			"path": ["settings", "ip_configuration", "ipv4_enabled"], "not": {"true"}, "missing": "within", "part": "address",
			"severity": "medium", "set": false, "says": "has a public address: the password is all that stands before the data",
		},
		{
			"path": ["settings", "ip_configuration", "authorized_networks", "value"], "not": {"0.0.0.0/0", "::/0"}, "part": "networks",
			"severity": "high", "grave": true, "says": "lets the whole internet in: the password is all that stands before the data",
		},
		{
			"path": ["settings", "ip_configuration", "require_ssl"], "or": [["settings", "ip_configuration", "ssl_mode"]],
			"not": {"false"}, "missing": "always", "part": "ssl", "severity": "medium", "says": "takes connections without TLS",
		},
		{
			"path": ["settings", "ip_configuration", "ssl_mode"], "not": {"allow_unencrypted_and_encrypted"}, "part": "ssl_mode",
			"severity": "medium", "set": "ENCRYPTED_ONLY", "says": "takes connections without TLS",
		},
	],
	"google_compute_instance": _compute_instance,
	"google_compute_instance_template": _compute_instance,
	"google_compute_region_instance_template": _compute_instance,
	"google_compute_instance_from_template": _compute_instance,
	"google_storage_bucket": [
		{
			"path": ["public_access_prevention"], "only": {"enforced"}, "missing": "always", "set": "enforced",
			"says": "can be published: one binding to `allUsers`, and everybody reads it",
		},
	],
	"google_storage_bucket_acl": _storage_bucket_acl,
	"google_storage_default_object_acl": _storage_bucket_acl,
	"google_storage_object_acl": _storage_bucket_acl,
	"google_container_cluster": [
		{
			"path": ["master_authorized_networks_config"], "missing": "always",
			"unless": [{"path": ["private_cluster_config", "enable_private_endpoint"], "in": {"true"}}, {"path": ["control_plane_endpoints_config", "ip_endpoints_config", "enabled"], "in": {"false"}}],
			"part": "networks", "severity": "medium", "says": "lets the whole internet ask its API: one leaked token is enough",
		},
		{
			"path": ["master_authorized_networks_config", "cidr_blocks", "cidr_block"], "not": {"0.0.0.0/0", "::/0"}, "part": "networks",
			"severity": "high", "grave": true, "says": "lets the whole internet ask its API: one leaked token is enough",
		},
		{
			"path": ["private_cluster_config"], "missing": "always", "unless": [{"path": ["enable_autopilot"], "in": {"never"}}],
			"part": "nodes", "says": "has nodes with public addresses",
		},
		{
			"path": ["private_cluster_config", "enable_private_nodes"], "not": {"false"}, "missing": "within", "part": "nodes",
			"set": true, "says": "has nodes with public addresses",
		},
		{
			"path": ["private_cluster_config", "enable_private_endpoint"], "not": {"false"},
			"unless": [{"path": ["master_authorized_networks_config", "cidr_blocks"], "set": true}], "part": "endpoint",
			"says": "has a public API server",
		},
	],
	"google_cloud_run_v2_service": [
		{
			"path": ["ingress"], "not": {"ingress_traffic_all"}, "says": "can be called from the internet",
		},
	],
	"google_cloudfunctions_function": [
		{
			"path": ["ingress_settings"], "not": {"allow_all"}, "says": "can be called from the internet",
		},
		{
			"path": ["https_trigger_security_level"], "not": {"secure_optional"}, "says": "answers plain HTTP",
		},
	],
	"google_cloudfunctions2_function": [
		{
			"path": ["service_config", "ingress_settings"], "not": {"allow_all"}, "part": "ingress",
			"says": "can be called from the internet",
		},
	],
	"google_notebooks_instance": [
		{
			"path": ["no_public_ip"], "not": {"false"}, "missing": "always", "set": true, "says": "has a public address",
		},
	],
	"google_workbench_instance": [
		{
			"path": ["gce_setup", "disable_public_ip"], "not": {"false"}, "missing": "always", "part": "address",
			"says": "has a public address",
		},
	],
	"google_dataproc_cluster": [
		{
			"path": ["cluster_config", "gce_cluster_config", "internal_ip_only"], "not": {"false"}, "missing": "within",
			"part": "address", "set": true, "says": "has nodes with public addresses",
		},
	],
	"google_data_fusion_instance": [
		{
			"path": ["private_instance"], "not": {"false"}, "missing": "always", "set": true, "says": "can be reached from the internet",
		},
	],
	"google_compute_ssl_policy": [
		{
			"path": ["min_tls_version"], "only": {"tls_1_2", "tls_1_3"}, "missing": "always", "set": "TLS_1_2",
			"says": "accepts TLS below 1.2",
		},
		{
			"path": ["profile"], "not": {"compatible"}, "says": "accepts weak ciphers",
		},
		{
			"path": ["profile"], "missing": "always", "part": "profile",
			"says": "accepts weak ciphers: that is what nobody's choice means",
		},
	],
	"google_compute_subnetwork": [
		{
			"path": ["private_ip_google_access"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["purpose"], "beginnings": ["internal_https", "regional_managed", "global_managed", "private_service", "private_nat"]}],
			"set": true, "says": "sends its traffic to Google's APIs over public addresses",
		},
	],
	"google_dataflow_job": [
		{
			"path": ["ip_configuration"], "only": {"worker_ip_private"}, "missing": "always", "set": "WORKER_IP_PRIVATE",
			"says": "gives its workers public addresses",
		},
	],
}

_compute_instance := [
	{
		"path": ["network_interface", "access_config"], "unwanted": true, "part": "address", "severity": "medium",
		"says": "has a public address: its ports are one firewall rule away from everybody",
	},
	{
		"path": ["network_interface", "ipv6_access_config"], "unwanted": true, "part": "address6", "says": "has a public address",
	},
	{
		"path": ["can_ip_forward"], "not": {"true"}, "unless": [{"path": ["name"], "beginnings": ["gke-"]}], "set": false,
		"says": "forwards what is not meant for it: a way around the firewall",
	},
]

_storage_bucket_acl := [
	{
		"path": ["predefined_acl"],
		"not": {"authenticated-read", "authenticatedread", "public-read", "public-read-write", "publicread", "publicreadwrite"},
		"severity": "high", "grave": true, "says": "lets everybody in (`{value}`)",
	},
	{
		"path": ["role_entity"],
		"any": {"owner:allauthenticatedusers", "owner:allusers", "reader:allauthenticatedusers", "reader:allusers", "writer:allusers"},
		"severity": "high", "grave": true, "says": "lets everybody in",
	},
]
