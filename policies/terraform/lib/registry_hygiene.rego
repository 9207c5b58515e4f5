# METADATA
# description: What registries of images keep to.
package groundwire.lib.terraform_registry_hygiene

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_ecr_repository": [
		{
			"path": ["image_scanning_configuration", "scan_on_push"], "not": {"false"}, "missing": "always",
			"companions": [{"type": "aws_ecr_registry_scanning_configuration", "by": ["repository"]}], "part": "scan", "set": true,
			"says": "is not scanned: known holes in an image go unnoticed",
		},
		{
			"path": ["image_tag_mutability"], "only": {"immutable", "immutable_with_exclusion"}, "missing": "always", "set": "IMMUTABLE",
			"says": "lets a tag be pushed again: what was tested is not what runs",
		},
		{
			"path": ["encryption_configuration", "encryption_type"], "not": {"aes256"}, "missing": "always", "part": "key",
			"says": "is encrypted with a key that nobody of yours controls",
		},
		{
			"path": ["force_delete"], "not": {"true"}, "part": "force", "set": false, "says": "is deleted with all its images",
		},
	],
	"terraform-aws-modules/ecr": [
		{
			"path": ["repository_image_tag_mutability"], "not": {"mutable"},
			"says": "lets a tag be pushed again: what was tested is not what runs",
		},
		{
			"path": ["repository_image_scan_on_push"], "not": {"false"}, "set": true,
			"says": "is not scanned: known holes in an image go unnoticed",
		},
	],
	"azurerm_container_registry": [
		{
			"path": ["quarantine_policy_enabled"], "not": {"false"}, "missing": "always", "when": [{"path": ["sku"], "in": {"premium"}}],
			"set": true, "says": "hands images out before they are scanned",
		},
		{
			"path": ["trust_policy_enabled"], "or": [["trust_policy", "enabled"]], "not": {"false"}, "missing": "always",
			"when": [{"path": ["sku"], "in": {"premium"}}], "part": "trust", "says": "does not sign its images",
		},
		{
			"path": ["retention_policy_in_days"], "or": [["retention_policy", "days"]], "missing": "always",
			"when": [{"path": ["sku"], "in": {"premium"}}], "part": "retention", "says": "never deletes what no tag points to",
		},
	],
	"google_artifact_registry_repository": [
		{
			"path": ["docker_config", "immutable_tags"], "not": {"false"}, "missing": "always",
			"when": [{"path": ["format"], "in": {"docker"}}],
			"unless": [{"path": ["mode"], "in": {"remote_repository", "virtual_repository"}}], "part": "tags", "set": true,
			"says": "lets a tag be pushed again: what was tested is not what runs",
		},
	],
	"aws_ecr_registry_scanning_configuration": [
		{
			"path": ["rule", "scan_frequency"], "not": {"manual"}, "part": "frequency", "says": "scans by hand only",
		},
	],
}
