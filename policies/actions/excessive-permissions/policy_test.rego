package groundwire.actions.excessive_permissions_test

import data.groundwire.actions.excessive_permissions as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_permitted(permissions) := _workflow({"on": "push", "permissions": permissions, "jobs": {"build": {"steps": []}}})

_job(permissions) := _workflow({"on": "push", "jobs": {"build": {"permissions": permissions, "steps": []}}})

_open := _workflow({"on": "push", "jobs": {"build": {"steps": []}}})

test_everything if {
	[finding] := [f | some f in rule.findings] with input as _permitted("write-all")
	finding.at == ["permissions"]
	[of_job] := [f | some f in rule.findings] with input as _job("write-all")
	of_job.at == ["jobs", "build", "permissions"]
}

test_quiet if {
	every permissions in ["read-all", {}, {"contents": "write"}] {
		count(rule.findings) == 0 with input as _permitted(permissions)
	}
	count(rule.findings) == 0 with input as _open
}

test_now_everything if {
	[finding] := [f | some f in rule.findings] with input as _permitted("write-all") with data.groundwire.before as _permitted({"contents": "read"})
	finding.message == "Every job of this workflow may now write everything in this repository; before it was `contents: read`."
	[of_job] := [f | some f in rule.findings] with input as _job("write-all") with data.groundwire.before as _job({})
	contains(of_job.message, "before it was none")
}

test_it_was_everything_at_base if {
	[finding] := [f | some f in rule.findings] with input as _permitted("write-all") with data.groundwire.before as _permitted("write-all")
	contains(finding.message, "may write everything")
}

test_the_block_is_gone if {
	[finding] := [f | some f in rule.findings] with input as _open with data.groundwire.before as _permitted({"contents": "read"})
	finding.at == ["permissions"]
	finding.fix.params.value == {"contents": "read"}
	[of_job] := [f | some f in rule.findings] with input as _open with data.groundwire.before as _job("read-all")
	of_job.at == ["jobs", "build", "permissions"]
	contains(of_job.message, "`read-all`")
}

test_the_workflow_still_says_it if {
	before := object.union(_permitted({}), {"jobs": {"build": {"permissions": {"contents": "read"}, "steps": []}}})
	count(rule.findings) == 0 with input as _permitted({}) with data.groundwire.before as before
}

test_one_scope_more if {
	[finding] := [f | some f in rule.findings] with input as _job({"contents": "read", "packages": "write"}) with data.groundwire.before as _job({"contents": "read"})
	finding.at == ["jobs", "build", "permissions", "packages"]
	finding.message == "Job `build` may now also write `packages`; before, its token had `contents: read`."
	[of_workflow] := [f | some f in rule.findings] with input as _permitted({"packages": "write"}) with data.groundwire.before as _permitted({})
	of_workflow.at == ["permissions", "packages"]
}

test_a_block_above_jobs_that_have_their_own if {
	both := _workflow({"on": "push", "permissions": {"contents": "read"}, "jobs": {"build": {"permissions": {"packages": "write"}, "steps": []}}})
	one := _workflow({"on": "push", "jobs": {"build": {"permissions": {"packages": "write"}, "steps": []}}})
	[finding] := [f | some f in rule.findings] with input as one with data.groundwire.before as both
	finding.severity == "low"
	contains(finding.message, "`contents: read`")
}

test_a_job_below_a_workflow_that_may_write_everything if {
	before := _workflow({"on": "push", "permissions": "write-all", "jobs": {"build": {"permissions": {}, "steps": []}}})
	found := rule.findings with input as _permitted("write-all") with data.groundwire.before as before
	["jobs", "build", "permissions"] in {finding.at | some finding in found}
}
