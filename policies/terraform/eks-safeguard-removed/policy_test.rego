package groundwire.terraform.eks_safeguard_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.eks_safeguard_removed as rule

_weak := modules.resource("aws_eks_cluster", "shop", {"version": "1.33", "enabled_cluster_log_types": ["api", "audit", "authenticator", "controllerManager", "scheduler"], "encryption_config": [{"resources": ["secrets"], "provider": [{"key_arn": "k"}]}], "vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": ["10.0.0.0/8"]}]})

_kept := modules.resource("aws_eks_cluster", "shop", {"version": "1.33", "enabled_cluster_log_types": ["api", "audit", "authenticator", "controllerManager", "scheduler"], "encryption_config": [{"resources": ["secrets"], "provider": [{"key_arn": "k"}]}], "vpc_config": [{"endpoint_public_access": false}]})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "can be reached from the internet")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
