# METADATA
# title: The deadline of a job is gone
# description: >-
#   Until now a run that hangs was ended. Now it runs until a person looks, and keeps the next ones from starting or
#   piles up beside them.
# custom:
#   id: job-deadline-removed
#   category: kubernetes/job-limits
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put activeDeadlineSeconds back, with more time where it was too short.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.job_deadline_removed

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some place in _places
	seconds := object.get(data.groundwire.before, place, null)
	is_number(seconds)
	not _ends
	finding := {
		"at": place,
		"subject": k8s.subject(input, ""),
		"message": sprintf("The deadline of `%s` is gone (it was %d s): a run that hangs is no longer ended.", [k8s.workload_name(input), seconds]),
		"fix": {"name": "set-field", "params": {"value": seconds, "safe": true}},
	}
}

_places := [["spec", "activeDeadlineSeconds"], ["spec", "template", "spec", "activeDeadlineSeconds"]] if {
	input.kind == "Job"
} else := [["spec", "jobTemplate", "spec", "activeDeadlineSeconds"], ["spec", "jobTemplate", "spec", "template", "spec", "activeDeadlineSeconds"]] if {
	input.kind == "CronJob"
}

_ends if {
	some place in _places
	is_number(object.get(input, place, null))
}
