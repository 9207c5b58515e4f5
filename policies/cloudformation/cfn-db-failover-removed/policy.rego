# METADATA
# title: A database loses its standby
# description: >-
#   The standby in another zone is what keeps the database up when a node or a zone fails, and while it is patched.
# custom:
#   id: cfn-db-failover-removed
#   category: cloudformation/db-no-failover
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn MultiAZ or automatic failover on for what production needs.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_db_failover_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.failover_switches)
