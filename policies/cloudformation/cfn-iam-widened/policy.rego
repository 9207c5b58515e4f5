# METADATA
# title: A policy allows more than before
# description: >-
#   Rights are added one by one and hardly ever taken away. Each addition is what a bug or a thief can do from then on.
# custom:
#   id: cfn-iam-widened
#   category: cloudformation/iam-wildcard
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Say in the change what the right is for, or leave it out.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_widened

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some widening in cfn.widenings
	not cfn.is_granting(widening)
	added := [action | some action in widening.added; not cfn.service_of(action)]
	count(added) > 0
	narrower := object.union(widening, {"added": added})
	finding := {
		"at": cfn.widening_place(narrower),
		"subject": cfn.widening_subject(narrower),
		"message": cfn.widening_message(narrower),
		"severity": _severity(added),
	}
}

# To read more weighs less than to change more.
_severity(added) := "low" if {
	every action in added {
		_reads(action)
	}
} else := "medium"

_reads(action) if {
	entry := cfn.wildcard_of(action)
	entry.known
	entry.changes == 0
}

_reads(action) if {
	not cfn.wildcard_of(action)
	[_, verb] := split(lower(action), ":")
	some beginning in ["get", "list", "describe", "batchget", "query", "scan", "head"]
	startswith(verb, beginning)
}
