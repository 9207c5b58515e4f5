# METADATA
# title: Backups of a database reach less far back
# description: >-
#   What a mistake destroys is noticed hours or days later. Whoever shortens the backups decides how late is too late.
# custom:
#   id: cfn-db-backup-removed
#   category: cloudformation/db-no-backup
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep automatic backups for a week or more, and turn point-in-time recovery on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_db_backup_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.backup_switches)
