package groundwire.kubernetes.job_deadline_removed_test

import data.groundwire.kubernetes.job_deadline_removed as rule

_job(spec) := {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "once"}, "spec": object.union({"template": {"spec": {}}}, spec)}

_cron(spec) := {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "report"}, "spec": {"jobTemplate": {"spec": spec}}}

test_of_a_job if {
	[finding] := [f | some f in rule.findings] with input as _job({}) with data.groundwire.before as _job({"activeDeadlineSeconds": 60})
	finding.at == ["spec", "activeDeadlineSeconds"]
	finding.fix == {"name": "set-field", "params": {"value": 60, "safe": true}}
	contains(finding.message, "it was 60 s")
}

test_of_a_cron_job if {
	[finding] := [f | some f in rule.findings] with input as _cron({}) with data.groundwire.before as _cron({"activeDeadlineSeconds": 60})
	finding.at == ["spec", "jobTemplate", "spec", "activeDeadlineSeconds"]
}

test_it_moved_to_the_pod if {
	moved := _job({"template": {"spec": {"activeDeadlineSeconds": 90}}})
	count(rule.findings) == 0 with input as moved with data.groundwire.before as _job({"activeDeadlineSeconds": 60})
}

test_never_there if {
	count(rule.findings) == 0 with input as _job({}) with data.groundwire.before as _job({})
	count(rule.findings) == 0 with input as _job({})
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}}
}
