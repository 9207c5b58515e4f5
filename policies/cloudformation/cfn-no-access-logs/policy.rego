# METADATA
# title: Nobody records who called
# description: >-
#   After an incident the first question is who called what, and when. Without an access or audit log there is no answer,
#   and attacks in progress cannot be told from traffic.
# custom:
#   id: cfn-no-access-logs
#   category: cloudformation/no-access-logs
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn the access or audit log on and send it where the others are.
# related_resources:
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_detect_investigate_events_app_service_logging.html
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_no_access_logs

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.access_log_switches)

findings contains finding if {
	some found in cfn.resources(input, cfn.unlogged_types)
	lack := cfn.unlogged(found)
	not _was_logged(found)
	finding := cfn.remark(found, cfn.unlogged_place(found, lack), {"message": sprintf("`%s` keeps no %s: after an incident nobody can say who called what.", [found.id, lack.what])})
}

_was_logged(found) if {
	former := cfn.former(found)
	not cfn.unlogged(former)
}
