# METADATA
# title: An access log is turned off
# description: >-
#   From now on nobody can say who called what. Whoever attacks would begin with that.
# custom:
#   id: cfn-access-logs-removed
#   category: cloudformation/no-access-logs
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn the access or audit log on and send it where the others are.
# related_resources:
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_detect_investigate_events_app_service_logging.html
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_access_logs_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.access_log_switches)

findings contains finding if {
	some found in cfn.resources(input, cfn.unlogged_types)
	lack := cfn.unlogged(found)
	former := cfn.former(found)
	not cfn.unlogged(former)
	finding := cfn.remark(found, cfn.unlogged_place(found, lack), {"message": sprintf("`%s` kept its %s until now and does not any more: after an incident nobody can say who called what.", [found.id, lack.what])})
}
