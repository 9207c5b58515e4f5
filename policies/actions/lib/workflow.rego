# METADATA
# description: The jobs and steps of a workflow or a composite action, and what starts it.
package groundwire.lib.actions

is_workflow(document) if document["$kind"] == "workflow"

# The events that start a workflow.
triggers(document) := {document.on} if {
	is_string(document.on)
} else := {event | some event in document.on} if {
	is_array(document.on)
} else := {event | some event, _ in document.on} if {
	is_object(document.on)
} else := set()

# The settings of an event: `{}` where it has none.
trigger(document, event) := settings if {
	is_object(document.on)
	settings := document.on[event]
	is_object(settings)
} else := {} if {
	event in triggers(document)
}

# Only ever called by other workflows.
only_called(document) if triggers(document) == {"workflow_call"}

# Events that anybody with an account can cause, and that run with the repository's own token and secrets.
privileged_events := {
	"pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment",
	"fork", "watch", "gollum", "pull_request_comment",
}

# Jobs with their paths.
jobs(document) := {name: job |
	some name, job in document.jobs
	is_object(job)
}

# A job that has steps of its own.
is_normal(job) if not is_string(object.get(job, "uses", null))

# Every step with its path and job; of an action, the job is empty.
steps(document) := {found |
	some name, job in document.jobs
	is_object(job)
	is_array(job.steps)
	some index, step in job.steps
	is_object(step)
	found := {"step": step, "job": name, "index": index, "path": ["jobs", name, "steps", index]}
} | {found |
	document["$kind"] == "action"
	is_array(document.runs.steps)
	some index, step in document.runs.steps
	is_object(step)
	found := {"step": step, "job": "", "index": index, "path": ["runs", "steps", index]}
}

# Everything that is called: `uses` of steps, and of jobs that are reusable workflows.
calls(document) := {call |
	some found in steps(document)
	is_string(found.step.uses)
	call := object.union(found, {"uses": trim_space(found.step.uses), "at": array.concat(found.path, ["uses"])})
} | {call |
	some name, job in document.jobs
	is_string(job.uses)
	call := {"uses": trim_space(job.uses), "job": name, "at": ["jobs", name, "uses"], "path": ["jobs", name]}
}

# `owner/name/path`, without the ref and in lower case.
action_name(uses) := lower(split(uses, "@")[0])

# What stands behind the `@`; empty where nothing does.
action_ref(uses) := ref if {
	[_, ref] := split(uses, "@")
} else := ""

is_remote(uses) if {
	not startswith(uses, "./")
	not startswith(uses, "../")
	not startswith(uses, "$/")
	not startswith(uses, "docker://")
	not contains(uses, "${{")
}

# Owners of actions that are GitHub's own, or a platform's whose credentials the action is given anyway.
_platforms := {"actions", "github", "docker", "aws-actions", "azure", "google-github-actions", "hashicorp"}

# An action of people who otherwise have no say here. Workflows and actions out of a `.github` are mostly the organisation's own.
is_strangers(uses) if {
	not split(action_name(uses), "/")[0] in _platforms
	not contains(uses, "/.github/")
}

# A commit's whole hash, SHA-1 or SHA-256.
is_commit(ref) if regex.match(`^([0-9a-f]{40}|[0-9a-f]{64})$`, ref)

# Does the step call this action?
calls_action(step, name) if action_name(trim_space(step.uses)) == name

# How a person would call a step.
step_name(found) := concat("/", [part | some part in [found.job, _step_label(found.step, found.index)]; part != ""])

_step_label(step, _) := step.name if {
	is_string(step.name)
} else := step.id if {
	is_string(step.id)
} else := action_name(trim_space(step.uses)) if {
	is_string(step.uses)
} else := _first_line(step.run) if {
	is_string(step.run)
}

_step_label(step, index) := sprintf("step %d", [index + 1]) if {
	not is_string(object.get(step, "name", null))
	not is_string(object.get(step, "id", null))
	not is_string(object.get(step, "uses", null))
	not is_string(object.get(step, "run", null))
}

_first_line(text) := trim_space(substring(line, 0, 40)) if {
	line := split(trim_space(text), "\n")[0]
	not contains(line, "${{")
}

# Without the quote or sign that an expression follows: `echo "${{ … }}"` is `echo`.
_first_line(text) := trim_right(substring(split(line, "${{")[0], 0, 40), " \t\"'`=:({$") if {
	line := split(trim_space(text), "\n")[0]
	contains(line, "${{")
}

# Does a path begin with another?
below(path, parent) if array.slice(path, 0, count(parent)) == parent

# The same step of the same job at base: by id, name or what it does, since steps move. Of several that are called the same, the one
# with as many before it. It looks at the steps of one job alone: a workflow of a thousand lines has hundreds.
same_step(before, found) := same[earlier] if {
	label := _step_label(found.step, found.index)
	earlier := count([index |
		some index, other in _siblings(input, found.job)
		index < found.index
		_step_label(other, index) == label
	])
	same := [other |
		some index, other in _siblings(before, found.job)
		_step_label(other, index) == label
	]
}

_siblings(document, job) := document.jobs[job].steps

_siblings(document, "") := document.runs.steps

# The input of a step; undefined where `with` is an expression or has none of the name.
option(step, name) := value if {
	is_object(step.with)
	some key, value in step.with
	lower(key) == name
}

# YAML and the runner both know a word for it.
is_true(true)

is_true(text) if lower(text) == "true"

is_false(false)

is_false(text) if lower(text) == "false"

is_expression(value) if contains(value, "${{")

# The major version that a tag names: 4 for `v4.1.0`; undefined for a branch or a commit.
major(ref) := number if {
	regex.match(`^v?[0-9]{1,4}(\.[0-9]+)*$`, ref)
	number := to_number(trim_prefix(split(ref, ".")[0], "v"))
}
