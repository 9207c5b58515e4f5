# METADATA
# title: A database is not encrypted
# description: >-
#   Its disks, backups and snapshots can be read by whoever gets hold of them. To encrypt it later is to replace it: a new
#   database from a copy of a snapshot, and an outage.
# custom:
#   id: cfn-db-unencrypted
#   category: cloudformation/db-unencrypted
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn encryption on before there is data; the key that AWS manages will do.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_db_unencrypted

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.encryption_switches)
