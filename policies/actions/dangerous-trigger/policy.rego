# METADATA
# title: Code of a pull request runs with the rights of the repository
# description: >-
#   The trigger gives the job the repository's own token and secrets, and the job checks out what a stranger proposes.
#   Build scripts, tests and configuration of that code then run with those rights.
# custom:
#   id: dangerous-trigger
#   category: actions/dangerous-trigger
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Build the proposed code under pull_request, and hand results on as an artifact to a workflow that runs none of it.
# related_resources:
#   - ref: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.dangerous_trigger

import data.groundwire.lib.actions as gha

findings contains {
	"at": fetch.at,
	"subject": gha.step_name(fetch.step),
	"message": sprintf("`%s` takes the code of a pull request%s into a workflow that `%s` starts with the repository's own token%s.", [gha.step_name(fetch.step), _whose(fetch.step), event, _follow(fetch.step)]),
	"severity": _severity(fetch.step),
	"confidence": _confidence(fetch.step),
} if {
	some event in gha.triggers(input)
	event in {"pull_request_target", "workflow_run", "issue_comment"}
	some fetch in _fetches
	_belongs(event, fetch)
}

# actions/checkout with a ref of the pull request.
_fetches contains {"at": expression.at, "step": found, "about": about} if {
	some found in gha.steps(input)
	gha.calls_action(found.step, "actions/checkout")
	some expression in input["$expressions"]
	gha.below(expression.in, array.concat(found.path, ["with"]))
	_is_the_place(found.step, lower(expression.in[count(expression.in) - 1]))
	about := _about(expression, found)
}

# The ref where there is one; a repository alone brings its default branch.
_is_the_place(_, "ref")

_is_the_place(step, "repository") if not gha.is_set(step["with"], "ref")

_fetches contains {"at": script.at, "step": found, "about": "pull_request"} if {
	some found in gha.steps(input)
	is_string(found.step.run)
	regex.match(`(?m)^\s*gh\s+pr\s+checkout\b|\bgit\s+fetch\s.*\bpull/\S+/(head|merge)`, found.step.run)
	some script in input["$scripts"]
	script.at == array.concat(found.path, ["run"])
}

_about(expression, _) := "pull_request" if {
	some flow in expression.flows
	regex.match(`^github\.(head_ref|event\.pull_request\.(head\..*|merge_commit_sha|number)|event\.(number|issue\.number))$`, flow)
} else := "workflow_run" if {
	some flow in expression.flows
	regex.match(`^github\.event\.workflow_run\.(head_sha|head_branch|head_commit\.id|head_repository\..*|pull_requests\..*)$`, flow)
} else := "pull_request" if {
	some flow in expression.flows
	regex.match(`^steps\..*\.outputs\.(.*_)?(head|pr|pull)?[_-]?(sha|ref|head_sha|head_ref)$`, flow)
	"issue_comment" in gha.triggers(input)
}

_belongs("pull_request_target", fetch) if fetch.about == "pull_request"

_belongs("issue_comment", fetch) if fetch.about == "pull_request"

_belongs("workflow_run", fetch) if fetch.about == "workflow_run"

# What comes after the checkout and would run some of it.
_runs_after(found) := [other |
	some other in gha.steps(input)
	other.job == found.job
	other.index > found.index
	_executes(other.step)
]

_executes(step) if is_string(step.run)

_executes(step) if startswith(step.uses, "./")

_follow(found) := sprintf(", and `%s` runs after it", [gha.step_name(_runs_after(found)[0])]) if {
	count(_runs_after(found)) > 0
} else := ""

_whose(found) := ", as far as its condition or its environment lets it through," if {
	_is_guarded(found)
} else := ", which anybody may open,"

_severity(found) := "low" if {
	_is_guarded(found)
} else := "high" if {
	count(_runs_after(found)) > 0
} else := "medium"

_confidence(found) := "medium" if {
	_is_guarded(found)
} else := "medium" if {
	count(_runs_after(found)) == 0
} else := "high"

# A person lets it through: an environment with reviewers, or a condition on who proposes it.
_is_guarded(found) if input.jobs[found.job].environment

_is_guarded(found) if {
	some condition in input["$conditions"]
	condition.at in {["jobs", found.job, "if"], array.concat(found.path, ["if"])}
	condition.padded == false
	some context in condition.mentions
	regex.match(`head\.repo\.(full_name|fork|owner\..*)$|head_repository\.|author_association$|labels?(\.|$)|\.login$|workflow_run\.event$|github\.actor$|github\.event\.action$`, context)
}
