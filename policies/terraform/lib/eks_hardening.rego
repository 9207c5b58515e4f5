# METADATA
# description: What keeps strangers out of a cluster of EKS.
package groundwire.lib.terraform_eks_hardening

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_eks_cluster": [
		{
			"path": ["vpc_config", "endpoint_public_access"], "not": {"true"}, "missing": "always", "part": "public",
			"severity": "medium", "set": false, "says": "can be reached from the internet: its API is one leaked token away",
		},
		{
			"path": ["vpc_config", "public_access_cidrs"], "any": {"0.0.0.0/0", "::/0"}, "missing": "always",
			"unless": [{"path": ["vpc_config", "endpoint_public_access"], "in": {"false"}}], "part": "cidrs", "severity": "high",
			"says": "lets the whole internet ask its API",
		},
		{
			"path": ["encryption_config", "resources"], "missing": "always", "part": "secrets", "severity": "medium",
			"says": "keeps secrets in etcd under no key of yours",
		},
		{
			"path": ["encryption_config", "provider", "key_arn"], "missing": "within", "part": "key",
			"says": "names no key for its secrets",
		},
		{
			"path": ["enabled_cluster_log_types"], "all": ["api", "audit", "authenticator", "controllermanager", "scheduler"],
			"missing": "always", "part": "logs", "says": "sends no log of its control plane: who did what in the cluster cannot be told",
		},
		{
			"path": ["version"],
			"not": {"1.10", "1.11", "1.12", "1.13", "1.14", "1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27", "1.28"},
			"severity": "medium", "says": "runs Kubernetes {value}, which is no longer supported: no fixes, and AWS upgrades it by force",
		},
	],
	"aws_eks_node_group": [
		{
			"path": ["remote_access", "ec2_ssh_key"], "unwanted": true,
			"unless": [{"path": ["remote_access", "source_security_group_ids"], "set": true}], "part": "ssh", "severity": "high",
			"grave": true, "says": "opens SSH on its nodes to the whole internet: a key and no source",
		},
	],
	"terraform-aws-modules/eks": [
		{
			"path": ["cluster_endpoint_public_access"], "or": [["endpoint_public_access"]], "not": {"true"}, "part": "public",
			"severity": "medium", "set": false, "says": "can be reached from the internet: its API is one leaked token away",
		},
		{
			"path": ["cluster_endpoint_public_access_cidrs"], "or": [["endpoint_public_access_cidrs"]], "any": {"0.0.0.0/0"},
			"part": "cidrs", "severity": "high", "says": "lets the whole internet ask its API",
		},
	],
}
