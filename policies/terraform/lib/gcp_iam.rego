# METADATA
# description: As whom machines run in Google Cloud.
package groundwire.lib.terraform_gcp_iam

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"google_compute_instance": _compute_instance,
	"google_compute_instance_template": _compute_instance,
	"google_compute_region_instance_template": _compute_instance,
	"google_compute_instance_from_template": _compute_instance,
	"google_container_cluster": _container_cluster,
	"google_container_node_pool": _container_cluster,
	"google_dataproc_cluster": [
		{
			"path": ["cluster_config", "gce_cluster_config", "service_account"], "missing": "within", "part": "account",
			"says": "runs as the default service account, which may edit everything in the project",
		},
	],
	"google_notebooks_instance": [
		{
			"path": ["service_account"], "missing": "always", "part": "account",
			"says": "runs as the default service account, which may edit everything in the project",
		},
	],
}

_compute_instance := [
	{
		"path": ["service_account"], "missing": "always",
		"unless": [{"path": ["name"], "beginnings": ["gke-"]}, {"path": ["source_instance_template"], "set": true}],
		"part": "account", "severity": "medium",
		"says": "runs as the default service account, which may edit everything in the project",
	},
	{
		"path": ["service_account", "email"], "missing": "within", "part": "account", "severity": "medium",
		"says": "runs as the default service account, which may edit everything in the project",
	},
	{
		"path": ["service_account", "scopes"], "any": {"cloud-platform", "https://www.googleapis.com/auth/cloud-platform"},
		"part": "scopes", "severity": "low",
		"says": "may use every API that its service account may: a hole in it is a hole in the project",
	},
]

_container_cluster := [
	{
		"path": ["node_config", "service_account"], "missing": "within", "part": "account", "severity": "medium",
		"says": "runs its nodes as the default service account, which may edit everything in the project",
	},
]
