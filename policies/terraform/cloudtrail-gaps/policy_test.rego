package groundwire.terraform.cloudtrail_gaps_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.cloudtrail_gaps as rule

_weak := modules.resource("aws_cloudtrail", "all", {"is_multi_region_trail": false, "enable_log_file_validation": true, "kms_key_id": "k", "cloud_watch_logs_group_arn": "g", "sns_topic_name": "t"})

_kept := modules.resource("aws_cloudtrail", "all", {"is_multi_region_trail": true, "enable_log_file_validation": true, "kms_key_id": "k", "cloud_watch_logs_group_arn": "g", "sns_topic_name": "t"})

test_what_is_weak if {
	[finding] := [f | some f in rule.findings; contains(f.message, "records one region only")] with input as _weak
	finding.at == array.concat(["resource", "aws_cloudtrail", "all", 0], ["is_multi_region_trail"])
}

test_what_is_kept_and_what_is_unknown if {
	count([f | some f in rule.findings; contains(f.message, "records one region only")]) == 0 with input as _kept
	count(rule.findings) == 0 with input as modules.resource("aws_cloudtrail", "all", {"is_multi_region_trail": {"$unknown": "var.a"}})
		with data.groundwire.before as _kept
}

test_what_the_change_took_away_is_told_elsewhere if {
	count([f | some f in rule.findings; contains(f.message, "records one region only")]) == 0 with input as _weak with data.groundwire.before as _kept
}
