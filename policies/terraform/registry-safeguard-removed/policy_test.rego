package groundwire.terraform.registry_safeguard_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.registry_safeguard_removed as rule

_weak := modules.resource("aws_ecr_repository", "api", {"image_tag_mutability": "MUTABLE", "image_scanning_configuration": [{"scan_on_push": true}], "encryption_configuration": [{"encryption_type": "KMS"}]})

_kept := modules.resource("aws_ecr_repository", "api", {"image_tag_mutability": "IMMUTABLE", "image_scanning_configuration": [{"scan_on_push": true}], "encryption_configuration": [{"encryption_type": "KMS"}]})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "lets a tag be pushed again")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
