package groundwire.terraform.eks_hardening_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.eks_hardening as rule

_weak := modules.resource("aws_eks_cluster", "shop", {"version": "1.33", "enabled_cluster_log_types": ["api", "audit", "authenticator", "controllerManager", "scheduler"], "encryption_config": [{"resources": ["secrets"], "provider": [{"key_arn": "k"}]}], "vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": ["10.0.0.0/8"]}]})

_kept := modules.resource("aws_eks_cluster", "shop", {"version": "1.33", "enabled_cluster_log_types": ["api", "audit", "authenticator", "controllerManager", "scheduler"], "encryption_config": [{"resources": ["secrets"], "provider": [{"key_arn": "k"}]}], "vpc_config": [{"endpoint_public_access": false}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "can be reached from the internet")] with input as _weak
	finding.at == array.concat(["resource", "aws_eks_cluster", "shop", 0], ["vpc_config", 0, "endpoint_public_access"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "can be reached from the internet")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_eks_cluster", "shop", {"vpc_config": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "can be reached from the internet")]) == 0 with input as _weak with data.groundwire.before as _kept
}
