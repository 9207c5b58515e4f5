package groundwire.terraform.registry_hygiene_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.registry_hygiene as rule

_weak := modules.resource("aws_ecr_repository", "api", {"image_tag_mutability": "MUTABLE", "image_scanning_configuration": [{"scan_on_push": true}], "encryption_configuration": [{"encryption_type": "KMS"}]})

_kept := modules.resource("aws_ecr_repository", "api", {"image_tag_mutability": "IMMUTABLE", "image_scanning_configuration": [{"scan_on_push": true}], "encryption_configuration": [{"encryption_type": "KMS"}]})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "lets a tag be pushed again")] with input as _weak
	finding.at == array.concat(["resource", "aws_ecr_repository", "api", 0], ["image_tag_mutability"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "lets a tag be pushed again")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_ecr_repository", "api", {"image_tag_mutability": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "lets a tag be pushed again")]) == 0 with input as _weak with data.groundwire.before as _kept
}
