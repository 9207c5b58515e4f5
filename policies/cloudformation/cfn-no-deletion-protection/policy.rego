# METADATA
# title: A database can be deleted by a slip
# description: >-
#   One stack update from the wrong branch, a renamed logical id or one call in the wrong account deletes the database, and
#   it is found by its users. With deletion protection the call is refused, and somebody reads what they were about to do.
# custom:
#   id: cfn-no-deletion-protection
#   category: cloudformation/no-deletion-protection
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn deletion protection on; when the database is to go, turn it off in a change of its own.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_no_deletion_protection

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.protection_switches)
