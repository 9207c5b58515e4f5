# METADATA
# description: As whom machines run in Google Cloud.
package groundwire.lib.terraform_gcp_iam

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
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

_container_cluster := [
	{
		"path": ["node_config", "service_account"], "missing": "within", "part": "account", "severity": "medium",
		"says": "runs its nodes as the default service account, which may edit everything in the project",
	},
]
