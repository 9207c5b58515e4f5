package groundwire.terraform.cloudtrail_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.cloudtrail as rule

_weak := modules.resource("aws_cloudtrail", "all", {"is_multi_region_trail": false, "enable_log_file_validation": true, "kms_key_id": "k", "cloud_watch_logs_group_arn": "g", "sns_topic_name": "t"})

_kept := modules.resource("aws_cloudtrail", "all", {"is_multi_region_trail": true, "enable_log_file_validation": true, "kms_key_id": "k", "cloud_watch_logs_group_arn": "g", "sns_topic_name": "t"})

test_what_the_change_took_away if {
	[finding] := [f | some f in rule.findings; contains(f.message, "records one region only")] with input as _weak with data.groundwire.before as _kept
	finding.severity in {"medium", "high"}
	finding.confidence == "high"
}

test_what_was_weak_before_and_what_is_kept if {
	count(rule.findings) == 0 with input as _weak with data.groundwire.before as _weak
	count(rule.findings) == 0 with input as _weak
	count(rule.findings) == 0 with input as _kept with data.groundwire.before as _weak
}
