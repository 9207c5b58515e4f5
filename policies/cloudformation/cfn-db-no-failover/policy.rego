# METADATA
# title: A database stands in one availability zone
# description: >-
#   A node that fails, or a zone, takes the database with it until it is restored: minutes to hours in which nothing that
#   needs it works. Maintenance takes it down, too.
# custom:
#   id: cfn-db-no-failover
#   category: cloudformation/db-no-failover
#   severity: medium
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn MultiAZ or automatic failover on for what production needs.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_db_no_failover

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.failover_switches)
