# METADATA
# description: What records what is done in an account.
package groundwire.lib.terraform_cloudtrail

import data.groundwire.lib.terraform_expectations as expectations

# What falls short of it in the module.
weak := expectations.weak(_checks)

_checks := {
	"aws_cloudtrail": [
		{
			"path": ["is_multi_region_trail"], "not": {"false"}, "missing": "always", "always": true,
			"unless": [{"path": ["is_organization_trail"], "in": set()}], "severity": "medium", "set": true,
			"says": "records one region only: what is done in another leaves no trace",
		},
		{
			"path": ["enable_log_file_validation"], "not": {"false"}, "missing": "always", "set": true,
			"says": "cannot prove its log: a file that was altered or deleted is not noticed",
		},
		{
			"path": ["kms_key_id"], "missing": "always", "says": "encrypts its log with a key that nobody of yours controls",
		},
		{
			"path": ["cloud_watch_logs_group_arn"], "missing": "always",
			"says": "sends nothing to CloudWatch Logs: no alarm can be set on what it sees",
		},
		{
			"path": ["enable_logging"], "not": {"false"}, "severity": "high", "grave": true, "set": true,
			"says": "records nothing: it is turned off",
		},
		{
			"path": ["include_global_service_events"], "not": {"false"}, "severity": "medium", "grave": true, "set": true,
			"says": "leaves IAM and sign-ins out",
		},
		{
			"path": ["sns_topic_name"], "missing": "always", "says": "tells nobody when a log file arrives",
		},
	],
	"aws_cloudtrail_event_data_store": [
		{
			"path": ["kms_key_id"], "missing": "always", "says": "encrypts its events with a key that nobody of yours controls",
		},
		{
			"path": ["multi_region_enabled"], "not": {"false"}, "set": true, "says": "records one region only",
		},
		{
			"path": ["termination_protection_enabled"], "not": {"false"}, "severity": "medium", "set": true,
			"says": "can be deleted with all that it recorded",
		},
	],
	"aws_config_configuration_recorder": [
		{
			"path": ["recording_group", "all_supported"], "not": {"false"},
			"unless": [{"path": ["recording_group", "exclusion_by_resource_types"], "set": true}, {"path": ["recording_group", "recording_strategy"], "set": true}],
			"part": "all", "set": true, "says": "leaves resources out of the record",
		},
		{
			"path": ["recording_group", "include_global_resource_types"], "not": {"false"}, "missing": "always",
			"unless": [{"path": ["recording_group", "exclusion_by_resource_types"], "set": true}, {"path": ["recording_group", "recording_strategy"], "set": true}],
			"part": "global", "set": true, "says": "leaves IAM and other global resources out of the record",
		},
	],
	"aws_config_configuration_recorder_status": [
		{
			"path": ["is_enabled"], "not": {"false"}, "missing": "always", "severity": "medium", "grave": true, "set": true,
			"says": "records nothing: it is turned off",
		},
	],
	"aws_config_configuration_aggregator": [
		{
			"path": ["account_aggregation_source", "all_regions"], "not": {"false"}, "missing": "within", "part": "regions", "set": true,
			"says": "leaves regions out",
		},
		{
			"path": ["organization_aggregation_source", "all_regions"], "not": {"false"}, "missing": "within", "part": "regions",
			"set": true, "says": "leaves regions out",
		},
	],
	"aws_guardduty_detector": [
		{
			"path": ["enable"], "not": {"false"}, "severity": "high", "grave": true, "set": true,
			"says": "looks for nothing: it is turned off",
		},
	],
}
