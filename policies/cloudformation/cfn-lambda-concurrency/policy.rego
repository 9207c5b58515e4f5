# METADATA
# title: A function may take the concurrency of all others
# description: >-
#   All functions of an account share one limit. A burst on one of them throttles the others, those that customers wait for
#   as well.
# custom:
#   id: cfn-lambda-concurrency
#   category: cloudformation/lambda-dlq
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set ReservedConcurrentExecutions where a burst is possible or what stands behind the function is small.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_lambda_concurrency

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.concurrency_switches)
