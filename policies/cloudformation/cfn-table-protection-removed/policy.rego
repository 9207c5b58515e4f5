# METADATA
# title: The deletion protection of a table or a user pool is turned off
# description: >-
#   It was on so that nobody deletes it by mistake. Without it the next stack update that renames or removes the resource
#   does.
# custom:
#   id: cfn-table-protection-removed
#   category: cloudformation/no-deletion-protection
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn deletion protection on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_table_protection_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.minor_protection_switches)
