# METADATA
# title: Token that may do everything, or more than before
# description: >-
#   Every step of the job, and every package that it installs, holds the token. With write access to everything, one bad
#   dependency rewrites the code, the releases and the workflows themselves.
# custom:
#   id: excessive-permissions
#   category: actions/excessive-permissions
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Give each job the scopes that it uses, and nothing at the top of the workflow.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/secure-your-work/use-github_token
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.excessive_permissions

import data.groundwire.lib.actions as gha

findings contains {
	"at": block.at,
	"subject": block.subject,
	"message": sprintf("%s may write everything in this repository: code, releases, packages and the workflows' own runs.", [block.who]),
} if {
	some block in _blocks
	block.permissions == "write-all"
	not _was_all(block)
}

findings contains {
	"at": block.at,
	"subject": block.subject,
	"message": sprintf("%s may now write everything in this repository; before it was %s.", [block.who, _text(old)]),
} if {
	some block in _blocks
	block.permissions == "write-all"
	old := _before(block)
	old != "write-all"
}

# The block is gone: what holds now is the repository's default, which may be everything.
findings contains object.union(
	{
		"at": lost.at,
		"subject": lost.subject,
		"message": sprintf("The permissions of %s are gone (they were %s): its token has now what the repository gives by default, which may be write access to everything.", [lost.who, _text(lost.old)]),
	},
	{"fix": {"name": "insert-before", "params": {"value": lost.old, "before": ["runs-on", "uses", "jobs"], "safe": true}}},
) if {
	some lost in _lost
}

# Every job of today has a block of its own, and the next one has none.
findings contains {
	"at": ["permissions"],
	"subject": "workflow",
	"message": sprintf("The permissions of this workflow are gone (they were %s): the jobs that it has bring their own, the next one gets what the repository gives by default.", [_text(data.groundwire.before.permissions)]),
	"severity": "low",
	"fix": {"name": "insert-before", "params": {"value": data.groundwire.before.permissions, "before": ["jobs"], "safe": true}},
} if {
	gha.is_workflow(input)
	gha.is_set(data.groundwire.before, "permissions")
	not gha.is_set(input, "permissions")
	every job in gha.jobs(input) {
		gha.is_set(job, "permissions")
	}
}

# A job's own block was all that kept it from the whole token of the workflow.
findings contains {
	"at": ["jobs", name, "permissions"],
	"subject": name,
	"message": sprintf("Job `%s` may now write everything in this repository: its own permissions (%s) are gone, and the workflow gives `write-all`.", [name, _text(old)]),
} if {
	some name, job in gha.jobs(input)
	not gha.is_set(job, "permissions")
	input.permissions == "write-all"
	old := data.groundwire.before.jobs[name].permissions
	old != "write-all"
}

findings contains {
	"at": array.concat(_place(name), [scope]),
	"subject": concat("/", [name, scope]),
	"message": sprintf("Job `%s` may now also write `%s`; before, its token had %s.", [name, scope, _text(old)]),
	"severity": "medium",
} if {
	some name, job in gha.jobs(input)
	gha.jobs(data.groundwire.before)[name]
	old := gha.permissions_of(data.groundwire.before, name)
	some scope in (gha.writes(gha.permissions_of(input, name)) - gha.writes(old))
	scope != "*"
	not "*" in gha.writes(old)
}

_blocks contains {"at": ["permissions"], "subject": "workflow", "who": "Every job of this workflow", "permissions": input.permissions} if gha.is_workflow(input)

_blocks contains {"at": ["jobs", name, "permissions"], "subject": name, "who": sprintf("Job `%s`", [name]), "permissions": job.permissions} if {
	some name, job in gha.jobs(input)
}

_before(block) := object.get(data.groundwire.before, "permissions", null) if {
	block.subject == "workflow"
	block.at == ["permissions"]
	gha.is_set(data.groundwire.before, "permissions")
}

_before(block) := data.groundwire.before.jobs[block.subject].permissions if {
	count(block.at) == 3
}

_was_all(block) if {
	old := _before(block)
	old != "write-all"
}

# The workflow's own block, where some job has none of its own.
_lost contains {"at": ["permissions"], "subject": "workflow", "who": "this workflow", "old": data.groundwire.before.permissions} if {
	gha.is_workflow(input)
	gha.is_set(data.groundwire.before, "permissions")
	not gha.is_set(input, "permissions")
	some job in gha.jobs(input)
	not gha.is_set(job, "permissions")
}

_lost contains {"at": ["jobs", name, "permissions"], "subject": name, "who": sprintf("job `%s`", [name]), "old": job.permissions} if {
	some name, job in gha.jobs(data.groundwire.before)
	gha.is_set(job, "permissions")
	now := gha.jobs(input)[name]
	not gha.is_set(now, "permissions")
	not gha.is_set(input, "permissions")
}

_place(name) := ["jobs", name, "permissions"] if {
	gha.is_set(input.jobs[name], "permissions")
} else := ["permissions"]

_text(permissions) := sprintf("`%s`", [permissions]) if {
	is_string(permissions)
} else := concat(", ", sort([text | some scope, access in permissions; text := sprintf("`%s: %s`", [scope, access])])) if {
	is_object(permissions)
	count(permissions) > 0
} else := "none"
