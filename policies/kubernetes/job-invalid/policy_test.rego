package groundwire.kubernetes.job_invalid_test

import data.groundwire.kubernetes.job_invalid as rule

_pod(spec) := {"spec": object.union({"restartPolicy": "Never", "containers": [{"name": "app", "image": "a:1"}]}, spec)}

_job(pod) := {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "once"}, "spec": {"template": pod}}

test_a_limit_in_the_wrong_place if {
	[finding] := [f | some f in rule.findings] with input as _job(_pod({"backoffLimit": 0}))
	finding.at == ["spec", "template", "spec", "backoffLimit"]
	finding.severity == "medium"
	finding.subject == "Job/once/backoffLimit"
}

test_a_deadline_of_the_cron_job if {
	cron := {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "c"}, "spec": {"activeDeadlineSeconds": 5, "jobTemplate": {"spec": {"template": _pod({})}}}}
	[finding] := [f | some f in rule.findings] with input as cron
	finding.at == ["spec", "activeDeadlineSeconds"]
}

test_restarts_for_ever if {
	[finding] := [f | some f in rule.findings] with input as _job(_pod({"restartPolicy": "Always"}))
	contains(finding.message, "it is Always here")
	[other] := [f | some f in rule.findings] with input as _job({"spec": {"containers": [{"name": "app", "image": "a:1"}]}})
	contains(other.message, "the default is Always")
}

test_right if {
	count(rule.findings) == 0 with input as _job(_pod({"activeDeadlineSeconds": 5}))
	count(rule.findings) == 0 with input as _job(_pod({"restartPolicy": "OnFailure"}))
	count(rule.findings) == 0 with input as _job({"spec": {"containers": [{"name": "app"}]}})
	count(rule.findings) == 0 with input as _job({"spec": {"containers": []}})
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": _pod({"restartPolicy": "Always"}).spec}
}
