# METADATA
# title: A job has no end
# description: >-
#   A job that hangs runs until a person looks. A CronJob that forbids overlap never runs again, and one that allows
#   it piles up pods.
# custom:
#   id: job-limits
#   category: kubernetes/job-limits
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set activeDeadlineSeconds to what the job takes on a bad day, and ttlSecondsAfterFinished for a Job of its own.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.job_limits

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	k8s.is_whole_workload(input)
	job := _job(input)
	not _has_deadline(job)
	not _had_deadline
	finding := {
		"at": array.concat(_path(input), ["activeDeadlineSeconds"]),
		"subject": sprintf("%s/deadline", [k8s.subject(input, "")]),
		"message": sprintf("`%s` has no deadline: %s.", [k8s.workload_name(input), _effect]),
		"severity": _severity,
	}
}

findings contains finding if {
	input.kind == "Job"
	k8s.is_whole_workload(input)
	not input.spec.ttlSecondsAfterFinished
	not _is_hook
	finding := {
		"at": ["spec", "ttlSecondsAfterFinished"],
		"subject": sprintf("%s/ttl", [k8s.subject(input, "")]),
		"message": sprintf("`%s` stays in the cluster with its pods after it has ended: it has no `ttlSecondsAfterFinished`.", [k8s.workload_name(input)]),
	}
}

findings contains finding if {
	input.kind == "CronJob"
	k8s.is_whole_workload(input)
	not input.spec.startingDeadlineSeconds
	finding := {
		"at": ["spec", "startingDeadlineSeconds"],
		"subject": sprintf("%s/start", [k8s.subject(input, "")]),
		"message": sprintf("`%s` has no `startingDeadlineSeconds`: after 100 missed starts the controller gives up on it.", [k8s.workload_name(input)]),
	}
}

_job(workload) := workload.spec if workload.kind == "Job"

_job(workload) := workload.spec.jobTemplate.spec if workload.kind == "CronJob"

_path(workload) := ["spec"] if workload.kind == "Job"

_path(workload) := ["spec", "jobTemplate", "spec"] if workload.kind == "CronJob"

# A deadline of the pod ends it as well.
_has_deadline(job) if job.activeDeadlineSeconds

_has_deadline(job) if job.template.spec.activeDeadlineSeconds

# Then another rule speaks.
_had_deadline if _has_deadline(_job(data.groundwire.before))

_effect := "when a run hangs, `concurrencyPolicy: Forbid` keeps all later ones from starting" if {
	input.spec.concurrencyPolicy == "Forbid"
} else := "when a run hangs, the next ones pile up beside it" if {
	input.kind == "CronJob"
} else := "when it hangs, it runs until somebody looks"

_severity := "medium" if {
	input.kind == "CronJob"
} else := "low"

# Helm and Argo CD delete their hooks themselves, where they are told to.
_is_hook if {
	some name in ["helm.sh/hook-delete-policy", "argocd.argoproj.io/hook-delete-policy"]
	input.metadata.annotations[name]
}
