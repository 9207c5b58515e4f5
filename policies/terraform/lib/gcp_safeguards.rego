# METADATA
# description: Safeguards of Google Cloud that cost little and are missed later.
package groundwire.lib.terraform_gcp_safeguards

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"google_storage_bucket": [
		{
			"path": ["versioning", "enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["retention_policy"], "set": true}], "part": "versioning", "set": true,
			"says": "keeps no former versions: what is overwritten or deleted is gone",
		},
		{
			"path": ["uniform_bucket_level_access"], "or": [["bucket_policy_only"]], "not": {"false"}, "missing": "always",
			"part": "uniform", "set": true, "says": "has a list of who may what on every object: nobody knows who can read what",
		},
		{
			"path": ["logging", "log_bucket"], "missing": "always", "part": "logging", "says": "records nobody who reads it",
		},
	],
	"google_compute_instance": _compute_instance,
	"google_compute_instance_template": _compute_instance,
	"google_compute_region_instance_template": _compute_instance,
	"google_compute_instance_from_template": _compute_instance,
	"google_compute_project_metadata": [
		{
			"path": ["metadata", "enable-oslogin"], "not": {"false"}, "missing": "always", "part": "oslogin",
			"says": "does not tie SSH keys to people: OS Login is off",
		},
	],
	"google_compute_project_metadata_item": [
		{
			"path": ["value"], "not": {"false"}, "when": [{"path": ["key"], "in": {"enable-oslogin"}}], "severity": "medium",
			"grave": true, "says": "turns OS Login off: SSH keys are not tied to people",
		},
	],
	"google_compute_subnetwork": [
		{
			"path": ["log_config"], "or": [["enable_flow_logs"]], "missing": "always",
			"unless": [{"path": ["purpose"], "beginnings": ["internal_https", "regional_managed", "global_managed", "private_service", "private_nat"]}],
			"part": "flows", "says": "records no flows: after an intrusion nobody can tell who talked to whom",
		},
	],
	"google_container_cluster": [
		{
			"path": ["logging_service"], "not": {"logging.googleapis.com", "none"}, "part": "logging", "severity": "medium",
			"grave": true, "says": "sends its logs nowhere: why a pod died cannot be told",
		},
		{
			"path": ["monitoring_service"], "not": {"monitoring.googleapis.com", "none"}, "part": "monitoring", "severity": "medium",
			"grave": true, "says": "sends no metrics",
		},
		{
			"path": ["network_policy", "enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["datapath_provider"], "in": {"advanced_datapath"}}, {"path": ["enable_autopilot"], "in": {"true"}}],
			"part": "policy", "set": true, "says": "lets every pod talk to every other one",
		},
		{
			"path": ["enable_legacy_abac"], "not": {"true"}, "part": "abac", "severity": "high", "grave": true, "set": false,
			"says": "gives every right to whoever gets into the cluster: legacy ABAC is on",
		},
		{
			"path": ["master_auth", "client_certificate_config", "issue_client_certificate"], "not": {"true"}, "part": "certificate",
			"severity": "medium", "set": false, "says": "hands out a client certificate that cannot be taken back",
		},
		{
			"path": ["master_auth", "username"], "unwanted": true, "part": "password", "severity": "medium",
			"says": "takes a user name and a password",
		},
		{
			"path": ["enable_shielded_nodes"], "not": {"false"}, "part": "shielded", "severity": "medium", "set": true,
			"says": "lets strangers' machines join: its nodes are not shielded",
		},
		{
			"path": ["ip_allocation_policy"], "missing": "always",
			"unless": [{"path": ["enable_autopilot"], "in": {"true"}}, {"path": ["networking_mode"], "in": {"vpc_native"}}],
			"part": "alias", "says": "routes its pods by hand: it has no alias addresses",
		},
		{
			"path": ["enable_intranode_visibility"], "not": {"false"}, "missing": "always", "part": "intranode", "set": true,
			"says": "does not show what pods of one node say to each other",
		},
		{
			"path": ["enable_binary_authorization"], "or": [["binary_authorization", "evaluation_mode"]], "not": {"false"},
			"missing": "always", "part": "binary", "says": "runs images that nobody signed",
		},
		{
			"path": ["binary_authorization", "evaluation_mode"], "not": {"disabled"}, "part": "binary-mode",
			"says": "runs images that nobody signed",
		},
		{
			"path": ["authenticator_groups_config", "security_group"], "missing": "always", "part": "groups",
			"says": "manages people one by one, not by groups",
		},
		{
			"path": ["resource_labels"], "missing": "always", "part": "labels", "says": "has no labels: nobody knows whose it is",
		},
		{
			"path": ["release_channel"], "missing": "always", "part": "channel", "says": "is upgraded by nobody but you",
		},
		{
			"path": ["release_channel", "channel"], "not": {"unspecified"}, "part": "channel", "says": "is upgraded by nobody but you",
		},
		{
			"path": ["workload_identity_config"], "or": [["workload_metadata_config"]], "missing": "always",
			"unless": [{"path": ["enable_autopilot"], "in": {"true"}}], "part": "workload", "says": "lets pods use their node's identity",
		},
		{
			"path": ["node_config", "workload_metadata_config", "mode"], "not": {"gce_metadata", "mode_unspecified"}, "part": "metadata",
			"says": "lets pods use their node's identity",
		},
		{
			"path": ["node_config", "metadata", "disable-legacy-endpoints"], "not": {"false"}, "part": "legacy", "severity": "medium",
			"says": "answers the old metadata API, which any pod can ask",
		},
		{
			"path": ["pod_security_policy_config", "enabled"], "not": {"false"}, "part": "pods", "set": true,
			"says": "lets pods do anything",
		},
		{
			"path": ["database_encryption", "state"], "not": {"decrypted"}, "part": "etcd",
			"says": "keeps secrets in etcd under no key of yours",
		},
		{
			"path": ["node_config", "shielded_instance_config", "enable_secure_boot"], "not": {"false"}, "missing": "within",
			"part": "secure-boot", "set": true, "says": "starts what nobody signed",
		},
		{
			"path": ["node_config", "shielded_instance_config", "enable_integrity_monitoring"], "not": {"false"}, "part": "integrity",
			"set": true, "says": "is not watched for a changed boot",
		},
		{
			"path": ["node_config", "image_type"], "not": {"ubuntu", "ubuntu_containerd", "windows_ltsc", "windows_sac"}, "part": "image",
			"says": "runs nodes that are made for more than containers (`{value}`)",
		},
	],
	"google_container_node_pool": [
		{
			"path": ["node_config", "shielded_instance_config", "enable_secure_boot"], "not": {"false"}, "missing": "within",
			"part": "secure-boot", "set": true, "says": "starts what nobody signed",
		},
		{
			"path": ["node_config", "shielded_instance_config", "enable_integrity_monitoring"], "not": {"false"}, "part": "integrity",
			"set": true, "says": "is not watched for a changed boot",
		},
		{
			"path": ["node_config", "image_type"], "not": {"ubuntu", "ubuntu_containerd", "windows_ltsc", "windows_sac"}, "part": "image",
			"says": "runs nodes that are made for more than containers (`{value}`)",
		},
		{
			"path": ["management", "auto_repair"], "not": {"false"}, "missing": "always", "part": "repair", "severity": "low",
			"set": true, "says": "does not replace nodes that broke",
		},
		{
			"path": ["management", "auto_upgrade"], "not": {"false"}, "missing": "always", "part": "upgrade", "severity": "low",
			"set": true, "says": "keeps its nodes on what version they have: no fixes",
		},
		{
			"path": ["node_config", "workload_metadata_config", "mode"], "not": {"gce_metadata", "mode_unspecified"}, "part": "metadata",
			"says": "lets pods use their node's identity",
		},
		{
			"path": ["node_config", "metadata", "disable-legacy-endpoints"], "not": {"false"}, "part": "legacy", "severity": "medium",
			"says": "answers the old metadata API, which any pod can ask",
		},
	],
	"google_sql_database_instance": [
		{
			"path": ["settings", "backup_configuration", "enabled"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["master_instance_name"], "set": true}, {"path": ["instance_type"], "in": {"read_replica_instance"}}],
			"part": "backup", "severity": "medium", "set": true, "says": "has no backups: deleted or damaged data is gone for good",
		},
		{
			"path": ["settings", "backup_configuration", "point_in_time_recovery_enabled"], "not": {"false"}, "part": "recovery",
			"set": true, "says": "can be put back to the last backup only",
		},
	],
	"google_bigquery_dataset": [
		{
			"path": ["access", "special_group"], "not": {"allauthenticatedusers"}, "part": "access", "severity": "high", "grave": true,
			"says": "gives its data to everybody with a Google account",
		},
	],
	"google_dns_managed_zone": [
		{
			"path": ["dnssec_config", "state"], "not": {"off"}, "missing": "always",
			"unless": [{"path": ["visibility"], "in": {"private"}}], "part": "dnssec", "set": "on",
			"says": "cannot prove its answers: they can be forged",
		},
		{
			"path": ["dnssec_config", "default_key_specs", "algorithm"], "not": {"rsasha1"}, "part": "sha1",
			"says": "signs with SHA-1, which can be forged",
		},
	],
	"google_redis_instance": [
		{
			"path": ["auth_enabled"], "not": {"false"}, "missing": "always", "severity": "medium", "set": true,
			"says": "lets everybody in the network in without a password",
		},
		{
			"path": ["transit_encryption_mode"], "only": {"server_authentication"}, "missing": "always", "set": "SERVER_AUTHENTICATION",
			"says": "speaks without TLS",
		},
	],
	"google_project": [
		{
			"path": ["auto_create_network"], "not": {"true"}, "missing": "always", "set": false,
			"says": "comes with a network that lets SSH and RDP in from everywhere",
		},
	],
	"google_compute_backend_service": _compute_backend_service,
	"google_compute_region_backend_service": _compute_backend_service,
	"google_compute_router_nat": [
		{
			"path": ["log_config", "enable"], "not": {"false"}, "part": "log", "says": "records nothing",
		},
	],
	"google_project_iam_audit_config": _project_iam_audit_config,
	"google_organization_iam_audit_config": _project_iam_audit_config,
	"google_folder_iam_audit_config": _project_iam_audit_config,
	"google_spanner_database": [
		{
			"path": ["enable_drop_protection"], "not": {"false"}, "missing": "always", "set": true, "says": "can be dropped by one call",
		},
	],
	"google_data_fusion_instance": [
		{
			"path": ["enable_stackdriver_logging"], "not": {"false"}, "missing": "always", "set": true, "says": "sends its logs nowhere",
		},
		{
			"path": ["enable_stackdriver_monitoring"], "not": {"false"}, "missing": "always", "set": true, "says": "sends no metrics",
		},
	],
}

_compute_instance := [
	{
		"path": ["shielded_instance_config"], "missing": "always", "unless": [{"path": ["source_instance_template"], "set": true}],
		"part": "shielded", "says": "starts whatever is on its disk: a changed boot loader is not noticed",
	},
	{
		"path": ["shielded_instance_config", "enable_vtpm"], "not": {"false"}, "part": "vtpm", "set": true,
		"says": "has no virtual TPM: a changed boot loader is not noticed",
	},
	{
		"path": ["shielded_instance_config", "enable_integrity_monitoring"], "not": {"false"}, "part": "integrity", "set": true,
		"says": "is not watched for a changed boot",
	},
	{
		"path": ["shielded_instance_config", "enable_secure_boot"], "not": {"false"}, "missing": "within", "part": "secure-boot",
		"set": true, "says": "starts what nobody signed",
	},
	{
		"path": ["metadata", "block-project-ssh-keys"], "not": {"false"}, "missing": "always",
		"unless": [{"path": ["source_instance_template"], "set": true}, {"path": ["metadata", "enable-oslogin"], "in": {"true"}}],
		"part": "ssh-keys", "says": "takes every SSH key of the project",
	},
	{
		"path": ["metadata", "serial-port-enable"], "not": {"1", "true"}, "part": "serial", "severity": "medium",
		"says": "lets its serial port be used from afar, past every firewall",
	},
	{
		"path": ["metadata", "enable-oslogin"], "not": {"false"}, "part": "oslogin", "severity": "medium",
		"says": "turns OS Login off: SSH keys are not tied to people",
	},
]

_compute_backend_service := [
	{
		"path": ["log_config", "enable"], "not": {"false"}, "part": "log", "says": "records no requests",
	},
]

_project_iam_audit_config := [
	{
		"path": ["audit_log_config", "exempted_members"], "unwanted": true, "part": "exempt",
		"says": "leaves somebody out of the record",
	},
]
