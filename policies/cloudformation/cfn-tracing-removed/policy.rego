# METADATA
# title: Tracing is turned off
# description: >-
#   The next slow or failed request cannot be followed through the parts that it passes.
# custom:
#   id: cfn-tracing-removed
#   category: cloudformation/no-tracing
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep tracing on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_tracing_removed

import data.groundwire.lib.cloudformation as cfn

findings contains cfn.loss(lack) if some lack in cfn.lost_safeguards(cfn.tracing_switches)

findings contains finding if {
	some found in cfn.resources(input, object.keys(cfn.function_tracing))
	cfn.is_untraced(found)
	cfn.value_at(cfn.former(found), cfn.function_tracing[found.type]) == "Active"
	finding := cfn.remark(found, cfn.function_tracing[found.type], {"message": sprintf("`%s` sends no traces any more; its mode was `Active`: what it calls and where its time goes cannot be seen.", [found.id])})
}
