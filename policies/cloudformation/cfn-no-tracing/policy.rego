# METADATA
# title: Requests cannot be followed
# description: >-
#   When a request is slow or fails somewhere behind the function or API, nobody can see where. Logs of each part have to be
#   put side by side by hand.
# custom:
#   id: cfn-no-tracing
#   category: cloudformation/no-tracing
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn tracing on (Active, TracingEnabled), and let the role write to X-Ray.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_no_tracing

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.absence(lack) if some lack in cfn.absent_safeguards(cfn.tracing_switches)

findings contains finding if {
	some found in cfn.resources(input, object.keys(cfn.function_tracing))
	cfn.is_untraced(found)
	not _was_traced(found)
	finding := cfn.remark(found, cfn.function_tracing[found.type], {"message": sprintf("`%s` sends no traces: what it calls and where its time goes cannot be seen.", [found.id])})
}

_was_traced(found) if cfn.value_at(cfn.former(found), cfn.function_tracing[found.type]) == "Active"
