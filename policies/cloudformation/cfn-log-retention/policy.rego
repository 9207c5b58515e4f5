# METADATA
# title: Logs are kept for ever, or not for long enough
# description: >-
#   A log group without a retention keeps everything for ever: the bill grows month by month, and personal data stays where
#   nobody looks for it.
# custom:
#   id: cfn-log-retention
#   category: cloudformation/log-retention
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set RetentionInDays to what the service needs, a year where nothing says otherwise.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_log_retention

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::Logs::LogGroup"])
	cfn.lacks(found, ["RetentionInDays"])
	finding := cfn.remark(found, ["RetentionInDays"], {"message": sprintf("`%s` keeps its logs for ever: the bill grows every month, and nobody deletes what may not be kept.", [found.id])})
}

# CloudWatch knows certain numbers only, and refuses the others when the stack is made.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::Logs::LogGroup"])
	days := cfn.number_of(cfn.value_at(found, ["RetentionInDays"]))
	not days in _days
	finding := cfn.remark(found, ["RetentionInDays"], {
		"message": sprintf("CloudWatch knows no retention of %v days: the stack fails at `%s`, or its logs are kept for ever.", [days, found.id]),
		"severity": "medium",
	})
}

_days := {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
