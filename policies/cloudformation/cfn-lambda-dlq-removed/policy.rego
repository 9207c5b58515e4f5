# METADATA
# title: A function loses its dead letter queue
# description: >-
#   Events that fail on their last retry went to the queue; from now on they are dropped without a trace.
# custom:
#   id: cfn-lambda-dlq-removed
#   category: cloudformation/lambda-dlq
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Give the function a DeadLetterConfig, or a destination for failures, and an alarm on the queue behind it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_lambda_dlq_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.dead_letter_switches)
