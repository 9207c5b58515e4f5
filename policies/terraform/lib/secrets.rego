# METADATA
# description: Which attributes hold secrets, and what a literal one looks like. Nothing here repeats one.
package groundwire.lib.terraform_secrets

# Literal secrets: `at` leads to the attribute, `what` says what it is, `kind` is `key` (of a known form) or `password`.
literals := [secret |
	some found in _holders
	_may_hold(json.marshal(found.block), found)
	some path, value
	walk(found.block, [path, value])
	is_string(value)
	secret := _secret(found, path, value)
]

# To look at every value of every block takes long: most have none of these words. A pattern of all of them would be made anew for
# each module, which takes longer than the search.
_may_hold(text, _) if {
	lowered := lower(text)
	some word in _telling_words
	contains(lowered, word)
}

_telling_words := [
	"password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "private_key", "private.key", "private-key", "private key",
	"access_key", "account_key", "accountkey", "shared_key", "sharedkey", "connection_string", "akia", "asia", "aroa", "aida", "ghp_",
	"gho_", "ghu_", "ghs_", "ghr_", "github_pat", "glpat", "xoxa", "xoxb", "xoxp", "xoxr", "xoxs", "k_live_", "aiza", "sg.",
]

_may_hold(_, found) if found.type in {"aws_ssm_parameter", "azurerm_key_vault_secret", "github_actions_secret", "gitlab_project_variable"}

_may_hold(_, found) if {
	found.kind == "variable"
	regex.match(`(?i)(password|passwd|secret|token|api_key|access_key|private_key)`, found.name)
}

_holders := array.concat(
	[_found(index, file, [kind, type, name, instance], block) |
		some index, file in input.documents
		some kind in ["resource", "data"]
		some type, named in file.document[kind]
		some name, instances in named
		some instance, block in instances
	],
	[_found(index, file, [kind, name, instance], block) |
		some index, file in input.documents
		some kind in ["module", "provider", "variable"]
		some name, instances in file.document[kind]
		some instance, block in instances
	],
)

_found(index, file, path, block) := {
	"document": index, "file": file.path, "kind": path[0], "type": path[1], "name": path[count(path) - 2], "block": block,
	"path": path, "address": _address(path),
}

_address(path) := concat(".", [path[1], path[2]]) if path[0] == "resource"

_address(path) := concat(".", ["data", path[1], path[2]]) if path[0] == "data"

_address(path) := concat(".", [path[0], path[1]]) if not path[0] in {"resource", "data"}

# A key of a known form, wherever it stands.
_secret(found, path, value) := {
	"found": found, "at": array.concat(found.path, path), "what": what, "kind": "key",
	"part": concat(".", [step | some step in path; is_string(step)]),
} if {
	count(value) > 15
	what := _known_form(value)
} else := {
	"found": found, "at": array.concat(found.path, path), "what": sprintf("what `%s` is", [name]), "kind": "password",
	"part": concat(".", [step | some step in path; is_string(step)]),
} if {
	name := _secret_name(found, path)
	_is_literal(value)
	not _is_a_word(name, value)
	not _is_default(found, value)
}

# Nobody hands out a key or a token that is one short word; a person may choose such a password.
_is_a_word(name, value) if {
	regex.match(`(?i)(key|token)(_pem)?$`, name)
	regex.match(`^[a-z]{1,11}$`, value)
}

# What is in every text of a form is looked for first: a pattern is made anew for each module.
_known_form(value) := "an AWS access key" if {
	_holds_any(value, ["AKIA", "ASIA", "AROA", "AIDA"])
	regex.match(`(^|[^A-Za-z0-9])(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}($|[^A-Za-z0-9])`, value)
} else := "an AWS secret key" if {
	contains(lower(value), "secret_")
	regex.match(`(?i)(aws_secret_access_key|secret_key)["']?\s*[=:]\s*["']?[A-Za-z0-9/+]{40}($|[^A-Za-z0-9/+])`, value)
} else := "a private key" if {
	contains(value, "PRIVATE KEY-----")
	regex.match(`-----BEGIN ([A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{16}`, value)
} else := "a token of GitHub" if {
	_holds_any(value, ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"])
	regex.match(`(^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})`, value)
} else := "a token of GitLab" if {
	contains(value, "glpat-")
	regex.match(`(^|[^A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}`, value)
} else := "a token of Slack" if {
	contains(value, "xox")
	regex.match(`xox[abprs]-[0-9A-Za-z-]{20}`, value)
} else := "a key of Stripe" if {
	contains(value, "k_live_")
	regex.match(`(^|[^A-Za-z0-9])[rs]k_live_[0-9A-Za-z]{20}`, value)
} else := "a key of Google" if {
	contains(value, "AIza")
	regex.match(`(^|[^A-Za-z0-9])AIza[0-9A-Za-z_-]{35}`, value)
} else := "a key of SendGrid" if {
	contains(value, "SG.")
	regex.match(`SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}`, value)
} else := "the key of a storage account" if {
	contains(value, "AccountKey=")
	regex.match(`AccountKey=[A-Za-z0-9+/=]{60}`, value)
}

_holds_any(text, parts) if {
	some part in parts
	contains(text, part)
}

_names := {
	"password", "master_password", "master_user_password", "admin_password", "administrator_password", "administrator_login_password",
	"db_password", "database_password", "root_password", "user_password", "master_auth_password", "auth_token", "token", "api_token",
	"api_key", "apikey", "secret", "client_secret", "secret_key", "secret_access_key", "private_key", "private_key_pem", "access_token",
	"account_key", "shared_key", "preshared_key", "tunnel1_preshared_key", "tunnel2_preshared_key", "secret_string", "secret_data",
	"oauth_token", "webhook_secret", "encryption_password", "connection_string", "passphrase",
}

# The attribute's own name, or that of a variable of a function, a container or the like.
_secret_name(found, path) := name if {
	name := path[count(path) - 1]
	is_string(name)
	lower(name) in _names
	not _names_another(found, name)
}

_secret_name(_, path) := name if {
	name := path[count(path) - 1]
	is_string(name)
	path[count(path) - 2] in {"variables", "environment_variables", "app_settings", "secure_environment_variables", "data", "stage_variables"}
	not lower(name) in _names
	some ending in ["password", "passwd", "secret", "_token", "api_key", "apikey", "secret_key", "private_key", "access_key"]
	endswith(lower(name), ending)
}

_secret_name(found, path) := "value" if {
	path == ["value"]
	found.type == "aws_ssm_parameter"
	lower(found.block.type) == "securestring"
}

_secret_name(found, path) := "value" if {
	path == ["value"]
	found.type in {"azurerm_key_vault_secret", "github_actions_secret", "gitlab_project_variable"}
}

_secret_name(found, path) := found.name if {
	path == ["default"]
	found.kind == "variable"
	some ending in ["password", "passwd", "secret_key", "client_secret", "auth_token", "api_key", "api_token", "access_token", "private_key"]
	endswith(lower(found.name), ending)
}

# What is looked up, and the secret of Google that a version belongs to.
_names_another(found, _) if found.kind == "data"

_names_another(found, "secret") if startswith(found.type, "google_secret_manager_")

# A value that is the default of a variable is told there.
_is_default(found, value) if {
	found.kind != "variable"
	some file in input.documents
	some declared in file.document.variable
	declared[0]["default"] == value
}

# What stands for something else, or for nothing, is no secret.
_is_literal(value) if {
	is_string(value)
	count(value) >= 4
	not _is_placeholder(lower(value))
	not regex.match(`^(arn:|https?://|s3://|projects/|/subscriptions/|/[a-z0-9_/-]+$|data\.|var\.|local\.|module\.)`, value)
	not contains(value, "${")
	not _is_structure(value)
	not contains(value, "{{")
	not regex.match(`^[a-z0-9.-]+:(aws|vault|ssm|secretsmanager):`, value)
}

# An encoded structure is a secret where one of its own values is.
_is_structure(value) if {
	regex.match(`^\s*[\[{]`, value)
	not _holds_literal(value)
}

_holds_literal(value) if {
	json.is_valid(value)
	some name, inner in json.unmarshal(value)
	is_string(name)
	is_string(inner)
	lower(name) in _names
	count(inner) > 3
	not contains(inner, "${")
	not _is_placeholder(lower(inner))
}

_is_placeholder(text) if {
	some word in [
		"changeme", "change_me", "change-me", "placeholder", "replace", "your-", "your_", "<", "todo", "dummy", "redacted", "xxxx", "****",
		"insert", "to be set", "to-be-set", "set-me", "setme", "not-a-secret", "notasecret", "ignored", "unused", "managed", "will be", "initial",
		"example.com", "tbd", "foobar", "fixme", "override",
	]
	contains(text, word)
}

_is_placeholder(text) if text in {"none", "null", "true", "false", "default", "empty", "secret", "token", "mock", "fake", "test", "n/a", "random"}
