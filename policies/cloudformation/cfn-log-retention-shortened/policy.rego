# METADATA
# title: Logs are kept for a shorter time
# description: >-
#   Logs older than the new number are deleted within days. An incident that began before that cannot be looked into any
#   more.
# custom:
#   id: cfn-log-retention-shortened
#   category: cloudformation/log-retention
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep the retention, or store the logs elsewhere first.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_log_retention_shortened

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, object.keys(_numbers))
	property := _numbers[found.type].property
	days := cfn.number_of(cfn.value_at(found, [property]))
	former := cfn.former(found)
	_is_shorter(former, property, days)
	finding := cfn.remark(found, [property], {"message": sprintf("`%s` keeps its %s for %v %s; until now %s.", [found.id, _numbers[found.type].what, days, _numbers[found.type].unit, _former_text(former, property)])})
}

_numbers := {
	"AWS::Logs::LogGroup": {"property": "RetentionInDays", "what": "logs", "unit": "days"},
	"AWS::Kinesis::Stream": {"property": "RetentionPeriodHours", "what": "records", "unit": "hours"},
	"AWS::SQS::Queue": {"property": "MessageRetentionPeriod", "what": "messages", "unit": "seconds"},
	"AWS::CloudTrail::EventDataStore": {"property": "RetentionPeriod", "what": "events", "unit": "days"},
}

_is_shorter(former, property, days) if cfn.number_of(cfn.value_at(former, [property])) > days

# What never ended now does.
_is_shorter(former, "RetentionInDays", _) if cfn.lacks(former, ["RetentionInDays"])

_former_text(former, property) := sprintf("it was %v", [cfn.value_at(former, [property])]) if cfn.value_at(former, [property]) != null

_former_text(former, property) := "they were kept for ever" if cfn.value_at(former, [property]) == null
