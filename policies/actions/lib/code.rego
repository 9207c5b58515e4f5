package groundwire.lib.actions

# Which expressions become part of a program, and who decides their text.

# Inputs of actions that run what they are given (CodeQL's models of script injection, and the actions' own pages).
_sinks := {
	"actions/github-script": {"script"},
	"addnab/docker-run-action": {"run"},
	"amadevus/pwsh-script": {"script"},
	"appleboy/ssh-action": {"script"},
	"azure/cli": {"inlinescript"},
	"azure/powershell": {"inlinescript"},
	"cloudflare/wrangler-action": {"command", "precommands", "postcommands"},
	"devorbitus/yq-action-output": {"cmd"},
	"gautamkrishnar/blog-post-workflow": {"item_exec"},
	"jannekem/run-python-script-action": {"script"},
	"mikefarah/yq": {"cmd"},
	"nick-fields/retry": {"command", "on_retry_command"},
	"nick-invision/retry": {"command"},
	"reactivecircus/android-emulator-runner": {"script"},
	"sergeysova/jq-action": {"cmd"},
	"imjohnbo/issue-bot": {"body", "linked-comments-previous-issue-text", "linked-comments-new-issue-text"},
	"8398a7/action-slack": {"custom_payload"},
	"lucasbento/auto-close-issues": {"issue-close-message"},
	"roots/issue-closer-action": {"issue-close-message", "pr-close-message"},
	"skitionek/notify-microsoft-teams": {"overwrite"},
	"tibdex/backport": {"body_template", "head_template", "labels_template", "title_template"},
}

# Expressions inside of a program, with their step and what the program is: `run` or the name of an input.
code_expressions(document) := {code |
	some found in steps(document)
	some expression in document["$expressions"]
	below(expression.in, found.path)
	some place in _program(found, expression.in)
	code := {"step": found, "expression": expression, "place": place}
}

_program(found, path) := {"run"} if {
	path == array.concat(found.path, ["run"])
} else := {field} if {
	["with", field] = array.slice(path, count(found.path), count(path))
	lower(field) in _sinks[action_name(trim_space(found.step.uses))]
} else := set()

# The contexts that end up in the program: through env and matrix to what they were given.
sources(document, code) := {source |
	some flow in code.expression.flows
	some source in _resolved(document, code.step, flow)
}

_resolved(document, found, flow) := given if {
	startswith(flow, "env.")
	given := _env_sources(document, found, trim_prefix(flow, "env."))
	count(given) > 0
} else := given if {
	startswith(flow, "matrix.")
	given := _matrix_sources(document, found, trim_prefix(flow, "matrix."))
} else := {same | same := flow}

# The nearest env that has the name decides; one that is literal gives nothing.
_env_sources(document, found, name) := sources_ if {
	paths := [path |
		some level in [
			{"env": object.get(found.step, "env", {}), "path": array.concat(found.path, ["env"])},
			{"env": object.get(object.get(object.get(document, "jobs", {}), found.job, {}), "env", {}), "path": ["jobs", found.job, "env"]},
			{"env": object.get(document, "env", {}), "path": ["env"]},
		]
		is_object(level.env)
		some key, _ in level.env
		lower(key) == name
		path := array.concat(level.path, [key])
	]
	count(paths) > 0
	sources_ := {flow |
		some expression in document["$expressions"]
		expression.in == paths[0]
		some flow in expression.flows
	} | {"literal" | count([1 | some expression in document["$expressions"]; expression.in == paths[0]]) == 0}
} else := {same | same := concat("", ["env.", name])}

_matrix_sources(document, found, name) := flows if {
	matrix := ["jobs", found.job, "strategy", "matrix"]
	is_object(document.jobs[found.job].strategy.matrix)
	given := [expression |
		some expression in document["$expressions"]
		below(expression.in, matrix)
		_about_key(array.slice(expression.in, count(matrix), count(expression.in)), split(name, ".")[0])
	]
	count(given) > 0
	flows := {flow | some expression in given; some flow in expression.flows}
} else := {same | same := "literal"} if {
	is_object(document.jobs[found.job].strategy.matrix)
} else := {same | same := concat("", ["matrix.", name])}

# The axis itself, what is included for it, or a whole list of combinations.
_about_key(path, name) if lower(path[0]) == name

_about_key(path, _) if path == ["include"]

_about_key(path, name) if {
	path[0] == "include"
	lower(path[2]) == name
}

_about_key(path, _) if {
	path[0] == "include"
	count(path) == 2
}

# Text that anybody with an account chooses, by the end of its name.
_chosen_endings := [
	".title", ".body", ".head_ref", ".head.ref", ".head.label", ".head.repo.default_branch", ".head.repo.description",
	".head.repo.homepage", ".head_branch", ".message", ".author.name", ".author.email", ".committer.name", ".committer.email",
	".page_name", ".display_title", ".head_repository.description", ".changes.title.from", ".changes.body.from",
]

attacker_text(context) if context == "github.head_ref"

attacker_text(context) if {
	startswith(context, "github.event.")
	not startswith(context, "github.event.inputs.")
	not startswith(context, "github.event.client_payload")
	some ending in _chosen_endings
	endswith(context, ending)
	not context in _kept_texts
}

# Only those who may write to the repository set these.
_kept_texts := {"github.event.release.body", "github.event.release.title", "github.event.milestone.title", "github.event.repository.default_branch"}

# Whole objects of an event hold such texts, too.
attacker_text(context) if {
	context in {
		"github.event", "github.event.issue", "github.event.pull_request", "github.event.comment", "github.event.review", "github.event.discussion",
		"github.event.head_commit", "github.event.commits", "github.event.commits.*", "github.event.pages", "github.event.workflow_run",
	}
}

# Outputs of steps that hand on what an outsider wrote: file names and branch names.
attacker_output(document, found, context) := step if {
	["steps", id, "outputs", output] = split(context, ".")
	some other in steps(document)
	other.job == found.job
	lower(other.step.id) == id
	step := action_name(trim_space(other.step.uses))
	_hands_on(step, output)
}

_hands_on("tj-actions/changed-files", output) if endswith(output, "_files")

_hands_on("tj-actions/changed-files", "all_changed_and_modified_files")

_hands_on("dorny/paths-filter", output) if endswith(output, "_files")

_hands_on("jitterbit/get-changed-files", _)

_hands_on("trilom/file-changes-action", _)

_hands_on("xt0rted/pull-request-comment-branch", output) if output in {"head_ref", "ref"}

_hands_on("alessbell/pull-request-comment-branch", output) if output in {"head_ref", "ref"}

_hands_on("tj-actions/branch-names", _)

_hands_on("gotson/pull-request-comment-branch", output) if output in {"head_ref", "ref"}

# Contexts that hold a number, a hash or one of a few words.
harmless(context) if context in {
	"literal", "github.sha", "github.run_id", "github.run_number", "github.run_attempt", "github.job", "github.retention_days", "github.action",
	"github.repository_id", "github.repository_owner_id", "github.actor_id", "github.workflow_sha", "github.event.number", "github.event.before",
	"github.event.after", "github.server_url", "github.api_url", "github.graphql_url", "github.secret_source", "job.status", "job.container.id",
	"runner.os", "runner.arch", "runner.temp", "runner.name", "runner.tool_cache", "runner.debug", "runner.environment", "github.workspace",
	"strategy.job-index", "strategy.job-total", "strategy.fail-fast", "strategy.max-parallel", "github.action_path", "github.token",
}

harmless(context) if {
	startswith(context, "github.event.")
	some ending in [".number", ".id", ".node_id", ".sha", ".merged", ".draft", ".head_sha", ".run_number", ".run_attempt", ".conclusion", ".merge_commit_sha", ".commits", ".changed_files", ".additions", ".deletions"]
	endswith(context, ending)
}

harmless(context) if {
	regex.match(`^(steps\.[^.]+\.(outcome|conclusion)|needs\.[^.]+\.result|job\.services\..*)$`, context)
}
