package groundwire.lib.actions

# What a job's token may do, and which secrets it holds.

# Scopes of GITHUB_TOKEN whose write access changes what others run or trust.
strong_scopes := {"actions", "attestations", "checks", "contents", "deployments", "id-token", "issues", "packages", "pages", "pull-requests", "security-events", "statuses"}

# Those that reach users or other systems; a comment or a label does not.
_scopes_worth_stealing := {"actions", "attestations", "contents", "deployments", "id-token", "packages", "pages"}

# The permissions block that holds for a job: its own, else the workflow's; undefined where neither says anything.
permissions_of(document, name) := document.jobs[name].permissions if {
	is_set(document.jobs[name], "permissions")
} else := document.permissions if {
	is_set(document, "permissions")
}

# An empty value is a block, too: it grants nothing.
is_set(object_, key) if {
	some present, _ in object_
	present == key
}

# What a block lets its holder write; `*` for all.
writes(permissions) := {"*"} if {
	permissions == "write-all"
} else := {scope | some scope, "write" in permissions} if {
	is_object(permissions)
} else := set()

# The secrets of a job, those of the workflow's env included; the token is none of them.
secrets_of(document, name) := {secret |
	some expression in document["$expressions"]
	_reaches(expression.in, name)
	some secret in expression.mentions
	startswith(secret, "secrets.")
	secret != "secrets.github_token"
}

_reaches(path, name) if below(path, ["jobs", name])

_reaches(path, _) if path[0] == "env"

# Why a job is worth breaking into: what its steps can take.
power(document, name) := sprintf("secrets such as `%s`", [upper(trim_prefix(min(secrets), "secrets."))]) if {
	secrets := secrets_of(document, name)
	count(secrets) > 0
} else := "all secrets" if {
	document.jobs[name].secrets == "inherit"
} else := "a token that may write everything" if {
	writes(permissions_of(document, name)) == {"*"}
} else := sprintf("a token that may write %s", [concat(", ", sort(scopes))]) if {
	scopes := writes(permissions_of(document, name)) & _scopes_worth_stealing
	count(scopes) > 0
}

# A checkout that leaves the token on disk, or may.
keeps_credentials(step) if {
	calls_action(step, "actions/checkout")
	not refuses_credentials(step)
}

refuses_credentials(step) if is_false(option(step, "persist-credentials"))

# It did not at base.
lost_refusal(found) if {
	keeps_credentials(found.step)
	old := same_step(data.groundwire.before, found)
	refuses_credentials(old)
}
