# METADATA
# title: A setting of a job does nothing or is refused
# description: >-
#   The API server refuses a Job whose pods restart for ever, and drops fields that it does not know in their place:
#   the job runs without the bound that stands in the file.
# custom:
#   id: job-invalid
#   category: kubernetes/job-limits
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the field where Kubernetes reads it, and set restartPolicy to Never or OnFailure.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/job/
#   - ref: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.job_invalid

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	_is_job
	spec := k8s.pod_spec(input)
	some field in _job_fields
	_is_written(spec, field)
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), [field]),
		"subject": sprintf("%s/%s", [k8s.subject(input, ""), field]),
		"message": sprintf("`%s` stands in the pod's spec of `%s`, where it has no effect: it belongs to the spec of the job, two levels up.", [field, k8s.workload_name(input)]),
		"severity": "medium",
	}
}

findings contains finding if {
	_is_job
	k8s.is_whole_workload(input)
	count(object.get(k8s.pod_spec(input), "containers", [])) > 0
	policy := object.get(k8s.pod_spec(input), "restartPolicy", "Always")
	not policy in {"Never", "OnFailure"}
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["restartPolicy"]),
		"subject": sprintf("%s/restartPolicy", [k8s.subject(input, "")]),
		"message": sprintf("The API server refuses `%s`: a job's `restartPolicy` has to be Never or OnFailure, and %s.", [k8s.workload_name(input), _policy_text]),
	}
}

findings contains finding if {
	input.kind == "CronJob"
	some field in ["backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "completions", "parallelism"]
	_is_written(input.spec, field)
	finding := {
		"at": ["spec", field],
		"subject": sprintf("%s/%s", [k8s.subject(input, ""), field]),
		"message": sprintf("`%s` stands in the spec of the CronJob `%s`, where it has no effect: it belongs to `jobTemplate.spec`.", [field, k8s.workload_name(input)]),
		"severity": "medium",
	}
}

_is_job if input.kind in {"Job", "CronJob"}

# `activeDeadlineSeconds` is a field of both.
_job_fields := {"backoffLimit", "backoffLimitPerIndex", "ttlSecondsAfterFinished", "completions", "parallelism", "completionMode", "podFailurePolicy"}

_is_written(spec, field) if object.get(spec, field, null) != null

_policy_text := "it is Always here" if {
	k8s.pod_spec(input).restartPolicy == "Always"
} else := "the default is Always"
