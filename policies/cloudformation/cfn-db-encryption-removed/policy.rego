# METADATA
# title: The encryption of a database is turned off
# description: >-
#   To turn encryption off is to replace the database: the old one is deleted with what is in it, and the new one can be
#   read by whoever gets a copy.
# custom:
#   id: cfn-db-encryption-removed
#   category: cloudformation/db-unencrypted
#   severity: high
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
package groundwire.cloudformation.cfn_db_encryption_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.encryption_switches)
