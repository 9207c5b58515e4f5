# METADATA
# title: A secret is written into the image
# description: >-
#   Whoever can pull the image can read it: `docker history` shows every build argument and variable, and a later `unset`
#   removes nothing.
# custom:
#   id: docker-secret
#   category: dockerfile/secret
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Give it to the build by `RUN --mount=type=secret`, and to the container when it starts.
# related_resources:
#   - ref: https://docs.docker.com/build/building/secrets/
#   - ref: https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_secret

# A literal value under a name that says secret.
findings contains {"at": [index, "Variables", name], "subject": sprintf("%s %s", [upper(instruction.Cmd), name]), "message": message} if {
	some index, instruction in input
	instruction.Cmd in {"env", "arg"}
	some name, value in instruction.Variables
	_says_secret(name)
	_is_literal(value)
	message := sprintf("The value of `%s` is in the image for everybody who can pull it.", [name])
}

# A value that can be nothing else, wherever it stands.
findings contains {"at": place.path, "subject": sprintf("%s key", [place.what]), "message": message} if {
	some place in _texts
	some form in _forms
	regex.match(form.pattern, place.text)
	not _stands_for_another(form, place.text)
	message := sprintf("%s stands in `%s`, and so in a layer of the image.", [form.name, place.what])
}

# A build argument is shown by `docker history`, also when its value comes from outside.
findings contains {"at": [index], "subject": sprintf("ARG %s", [name]), "message": message, "severity": "medium", "confidence": "medium"} if {
	some index, instruction in input
	instruction.Cmd == "arg"
	some argument in instruction.Value
	name := split(argument, "=")[0]
	_says_secret(name)
	message := sprintf("`%s` is a build argument: `docker history` shows its value to everybody who can pull the image.", [name])
}

# Files that are secrets.
findings contains {"at": [index, "Value", number], "subject": sprintf("%s %s", [upper(instruction.Cmd), source]), "message": message} if {
	some index, instruction in input
	instruction.Cmd in {"copy", "add"}
	count([flag | some flag in instruction.Flags; startswith(flag, "--from=")]) == 0
	some number, source in instruction.Value
	number < count(instruction.Value) - 1
	parts := split(source, "/")
	_secret_file(parts[count(parts) - 1])
	message := sprintf("`%s` becomes a layer of the image; deleting it later leaves it in the layer below.", [source])
}

_says_secret(name) if {
	regex.match(`(?i)(^|_)(password|passwd|pwd|secret|token|api_?key|access_?key|private_?key|credentials?)(_|$)`, name)
	not regex.match(`(?i)(_file|_path|_dir|_period|_days|_seconds|_interval|_url|_uri|_name|_id|_arn|_ttl|_length|_expiry|_expires|_type|_header|_algorithm|_enabled|_endpoint|_policy|_file_.*)$`, name)
}

# No variable, nothing empty, no word that stands for a value, no path and no switch.
_is_literal(value) if {
	value != ""
	not contains(value, "$")
	not regex.match(`(?i)^(<.*>|\{\{.*|x+|\*+|changeme|change[-_]me.*|placeholder|dummy.*|example.*|your[-_].*|todo|none|null|undefined|true|false|yes|no|on|off|[0-9]{1,3}|/.*|\./.*|https?://.*|test|fake|build|not[-_]?(set|used|needed).*)$`, value)
}

_forms := [
	{"name": "A private key", "pattern": `-----BEGIN [A-Z ]*PRIVATE KEY-----`},
	{"name": "An access key of AWS", "pattern": `(^|[^A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}($|[^A-Za-z0-9])`},
	{"name": "A token of GitHub", "pattern": `(^|[^A-Za-z0-9_])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})`},
	{"name": "A token of npm", "pattern": `(^|[^A-Za-z0-9_])npm_[A-Za-z0-9]{36}`},
	{"name": "A token of Slack", "pattern": `xox[abprs]-[A-Za-z0-9-]{10,}`},
	{"name": "A key of Google", "pattern": `AIza[A-Za-z0-9_-]{35}`},
	{"name": "A password in an address", "pattern": `[a-z]+://[^/\s:@$<{]+:[^/\s:@$<{]{3,}@`},
]

# An address that only a build needs names nobody's password.
_stands_for_another(form, text) if {
	form.name == "A password in an address"
	every found in regex.find_all_string_submatch_n(`[a-z]+://[^/\s:@$<{]+:([^/\s:@$<{]{3,})@`, text, -1) {
		not _is_literal(found[1])
	}
}

_texts := array.concat(
	[{"path": [index, "Variables", name], "what": name, "text": value} |
		some index, instruction in input
		some name, value in instruction.Variables
	],
	[{"path": [index, "Commands", number], "what": upper(instruction.Cmd), "text": word} |
		some index, instruction in input
		some number, command in instruction.Commands
		some word in command.words
	],
)

_secret_file(name) if name in {".env", "id_rsa", "id_ed25519", "id_ecdsa", "id_dsa", ".netrc", ".git-credentials", "credentials.json", "service-account.json", ".pgpass"}

_secret_file(name) if startswith(name, ".env.production")
