# METADATA
# title: The deletion protection of a database is turned off
# description: >-
#   It was on so that nobody deletes the database by mistake. Without it the next stack update that renames or removes the
#   resource does.
# custom:
#   id: cfn-deletion-protection-removed
#   category: cloudformation/no-deletion-protection
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn deletion protection on; when the database is to go, turn it off in a change of its own.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_deletion_protection_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.protection_switches)
