# METADATA
# title: A table or a pool of users can be deleted by a slip
# description: >-
#   One call in the wrong account or one renamed logical id deletes it with all that is in it.
# custom:
#   id: cfn-unprotected-resource
#   category: cloudformation/no-deletion-protection
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn deletion protection on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_unprotected_resource

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.minor_protection_switches)
