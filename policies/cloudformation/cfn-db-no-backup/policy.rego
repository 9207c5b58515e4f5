# METADATA
# title: A database can hardly be restored
# description: >-
#   A bad migration or a script in the wrong account is noticed hours or days later. Without backups that reach so far back
#   there is nothing to go back to.
# custom:
#   id: cfn-db-no-backup
#   category: cloudformation/db-no-backup
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep automatic backups for a week or more, and turn point-in-time recovery on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_db_no_backup

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.backup_switches)

# A global table has a copy in each region, and each its own backups.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::DynamoDB::GlobalTable"])
	some index, replica in found.properties.Replicas
	not cfn.is_unknown(replica)
	way := ["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"]
	cfn.is_off({"properties": replica}, way)
	finding := cfn.remark(found, array.concat(["Replicas", index], way), {
		"message": sprintf("The copy of `%s` in `%s` has no point-in-time recovery: a bad deployment or a script that overwrites items cannot be undone.", [found.id, cfn.text_of(object.get(replica, "Region", "?"))]),
		"subject": sprintf("%s/%s", [found.id, cfn.text_of(object.get(replica, "Region", "?"))]),
	})
}
