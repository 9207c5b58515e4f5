package groundwire.kubernetes.job_limits_test

import data.groundwire.kubernetes.job_limits as rule

_pod := {"spec": {"restartPolicy": "Never", "containers": [{"name": "app", "image": "a:1"}]}}

_job(spec) := {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "once"}, "spec": object.union({"template": _pod}, spec)}

_cron(spec, job) := {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "report"}, "spec": object.union(spec, {"jobTemplate": {"spec": object.union({"template": _pod}, job)}})}

test_a_job if {
	{f.subject | some f in rule.findings} == {"Job/once/deadline", "Job/once/ttl"} with input as _job({})
	{f.subject | some f in rule.findings} == {"Job/once/ttl"} with input as _job({"activeDeadlineSeconds": 60})
	{f.subject | some f in rule.findings} == {"Job/once/deadline"} with input as _job({"ttlSecondsAfterFinished": 0})
}

test_a_cron_job if {
	found := {f.subject: f.severity | some f in rule.findings; f.severity} with input as _cron({"startingDeadlineSeconds": 60}, {})
	found == {"CronJob/report/deadline": "medium"}
	{f.subject | some f in rule.findings} == {"CronJob/report/start"} with input as _cron({}, {"activeDeadlineSeconds": 60})
}

test_what_a_hang_does if {
	some found in rule.findings with input as _cron({"concurrencyPolicy": "Forbid", "startingDeadlineSeconds": 1}, {})
	contains(found.message, "keeps all later ones")
	found.at == ["spec", "jobTemplate", "spec", "activeDeadlineSeconds"]
}

test_the_deadline_of_the_pod if {
	count(rule.findings) == 0 with input as _job({"ttlSecondsAfterFinished": 1, "template": {"spec": {"activeDeadlineSeconds": 60}}})
}

test_a_lost_deadline_is_for_another_rule if {
	before := _job({"activeDeadlineSeconds": 60})
	{f.subject | some f in rule.findings} == {"Job/once/ttl"} with input as _job({}) with data.groundwire.before as before
}

test_a_hook if {
	hook := object.union(_job({"activeDeadlineSeconds": 60}), {"metadata": {"annotations": {"helm.sh/hook-delete-policy": "hook-succeeded"}}})
	count(rule.findings) == 0 with input as hook
}

test_others if {
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": _pod.spec}
}
