package groundwire.lib.kubernetes

# Which texts are secrets. A finding names the place, never the text.

# What a text is by its form alone; undefined where it could be anything.
secret_format(value) := format if {
	some format, pattern in _secret_formats
	regex.match(pattern, value)
	not is_placeholder(value)
}

# As their issuers describe them.
_secret_formats := {
	"a private key": `-BEGIN [A-Z ]{0,20}PRIVATE KEY-`,
	"an AWS access key": `\b(AKIA|ASIA)[A-Z0-9]{16}\b`,
	"a GitHub token": `\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})`,
	"a GitLab token": `\bglpat-[A-Za-z0-9_-]{20}`,
	"a Slack token": `\bxox[abprs]-[A-Za-z0-9-]{10}`,
	"a Slack webhook": `hooks\.slack\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20}`,
	"a Stripe key": `\b[sr]k_live_[A-Za-z0-9]{20}`,
	"a Google API key": `\bAIza[A-Za-z0-9_-]{35}`,
	"a SendGrid key": `\bSG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{40}`,
	"an npm token": `\bnpm_[A-Za-z0-9]{36}\b`,
}

# Whatever stands for the real thing until somebody puts it in, and what is looked up elsewhere.
is_placeholder(value) if {
	some mark in ["${", "$(", "{{", "<", "EXAMPLE", "ENC[", "ref+", "vault:", "op://", "arn:", "secretref:", "/run/secrets", "/var/run/"]
	contains(value, mark)
}

is_placeholder(value) if regex.match(`(?i)change.?me|place.?holder|replace.?(me|with)|dummy|fake|redacted|your[-_ ]|todo|example|xxxx|\*\*\*\*|not-?(a-)?secret|insert|fill.?me`, value)

is_placeholder(value) if regex.match(`^[/.]{1,2}[A-Za-z0-9_./-]+$`, value)

is_placeholder(value) if lower(trim_space(value)) in {"", "true", "false", "none", "null", "disabled", "enabled", "default", "yes", "no", "nil", "-"}

# A name that says that its value is a secret.
is_secret_name(name) if regex.match(`(?i)(^|[a-z0-9]|[_.-])(password|passwd|passphrase|secret|token|api[_.-]?key|secret[_.-]?key|access[_.-]?key|private[_.-]?key|signing[_.-]?key|encryption[_.-]?key|auth[_.-]?key|batch[_.-]?key|master[_.-]?key|credentials?)$`, name)

is_secret_name(name) if regex.match(`(?i)(^|[_.-])(pass|pwd)$|[_.-]pw$`, name)

# Text of a length and mixture that people do not choose.
is_strong(value) if {
	count(value) >= 12
	regex.match(`[0-9]`, value)
	regex.match(`[A-Za-z]`, value)
	not regex.match(`\s`, value)
	not _is_name(value)
	not regex.match(`^[a-z][a-z0-9+.-]*://`, value)
}

# Names of objects, hosts and files: words with marks between.
_is_name(value) if regex.match(`^[a-z]+[0-9]{0,4}([-_.]([a-z]+[0-9]{0,4}|[0-9]{1,4}))+$`, value)

# A text under a name, as far as it is a secret: how sure that is, and what it is.
secret_under(name, value) := secret if {
	_is_worth_a_look(name, value)
	secret := _secret_under(name, value)
}

# Nearly every text is neither of a known form nor under such a name: one look spares the others.
_is_worth_a_look(name, _) if is_secret_name(name)

_is_worth_a_look(_, value) if {
	is_string(value)
	regex.match(`-BEGIN |A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hooks\.slack|_live_|AIza|SG\.|npm_|://[^/\s]*@`, value)
}

_secret_under(name, value) := {"strong": true, "what": format} if {
	is_string(value)
	format := secret_format(value)
} else := {"strong": true, "what": "a secret"} if {
	_may_be_secret(name, value)
	is_strong(value)
} else := {"strong": true, "what": "a password in an address"} if {
	is_string(value)
	_has_password(value)
} else := {"strong": false, "what": "a private key"} if {
	is_string(value)
	regex.match(_secret_formats["a private key"], value)
} else := {"strong": false, "what": "a secret"} if {
	_may_be_secret(name, value)
	not _refers(name, value)
}

_may_be_secret(name, value) if {
	is_string(value)
	is_secret_name(name)
	not is_placeholder(value)
	not regex.match(`^[0-9.]{1,8}$`, value)
	not regex.match(`^[a-z][a-z0-9+.-]*://`, value)
}

# `TLS_SECRET: shop-tls` is the name of a Secret.
_refers(name, value) if {
	regex.match(`(?i)(secret|token|credentials?)$`, name)
	regex.match(`^[a-z][a-z0-9]*([-._][a-z0-9]+)+$`, value)
}

# `postgres://shop:…@db/shop`, with a password that nobody guesses at once.
_has_password(value) if {
	some parts in regex.find_all_string_submatch_n(`://[^/\s:@]{1,60}:([^/\s:@]{6,80})@`, value, 3)
	password := parts[1]
	not is_placeholder(password)
	is_strong(password)
}

# The literal environment of a container, with its places.
literal_environment(found) := [{"name": variable.name, "value": variable.value, "at": array.concat(found.path, ["env", index, "value"])} |
	some index, variable in found.container.env
	is_string(variable.name)
	is_string(variable.value)
]

# `--db-password=…` in what a container is started with.
literal_options(found) := [{"name": trim_left(name, "-"), "value": value, "at": array.concat(found.path, [field, index])} |
	some field in ["command", "args"]
	some index, word in found.container[field]
	is_string(word)
	regex.match(`^--?[A-Za-z][A-Za-z0-9_.-]*=`, word)
	name := split(word, "=")[0]
	value := substring(word, count(name) + 1, -1)
]

# The entries of a ConfigMap; in files of settings, their lines.
config_entries(document) := [entry |
	document.kind == "ConfigMap"
	document.apiVersion == "v1"
	some key, text in document.data
	is_string(text)
	some entry in array.concat([{"name": key, "value": text, "at": ["data", key]}], _settings_in(text, ["data", key]))
]

_settings_in(text, at) := [{"name": parts[1], "value": trim(parts[2], `"'`), "at": at} |
	contains(text, "\n")
	count(text) < 100000
	some parts in regex.find_all_string_submatch_n(`(?m)^[ \t]*(?:export[ \t]+)?([A-Za-z][A-Za-z0-9_.-]*)[ \t]*[:=][ \t]*(\S+)[ \t\r]*$`, text, -1)
]

# The entries of a Secret in plain text, each under a name that says whether it is one; in files of settings, their lines.
secret_entries(document) := [entry |
	document.kind == "Secret"
	document.apiVersion == "v1"
	some held in array.concat(_plain_entries(document), _encoded_entries(document))
	some entry in _secret_parts(held)
]

_plain_entries(document) := [{"key": key, "value": value, "at": ["stringData", key]} |
	some key, value in document.stringData
	is_string(value)
]

_encoded_entries(document) := [{"key": key, "value": value, "at": ["data", key]} |
	some key, encoded in document.data
	is_string(encoded)
	compact := replace(replace(encoded, "\n", ""), " ", "")
	_is_encoded_ascii(compact)
	value := base64.decode(compact)
]

# Bytes that are no text would end the evaluation. The first bit of each of the three bytes in a group of four characters is 0: the
# first bit of the first character, the third of the second, the fifth of the third (RFC 4648, section 4).
_is_encoded_ascii(text) if {
	group := `[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589]`
	regex.match(sprintf(`^(%s[A-Za-z0-9+/])*([A-Za-f][A-HQ-Xg-nw-z0-3]==|%s=)?$`, [group, group]), text)
}

# In a Secret every key is the name of a secret, but for a few that come along.
_secret_parts(held) := [{"key": held.key, "name": "secret", "value": value, "at": held.at}] if {
	value := trim_space(held.value)
	not contains(value, "\n")
	not _comes_along(held.key)
}

_secret_parts(held) := array.concat(
	[{"key": held.key, "name": "", "value": held.value, "at": held.at}],
	[{"key": sprintf("%s (%s)", [held.key, line.name]), "name": line.name, "value": line.value, "at": held.at} | some line in _settings_in(held.value, held.at)],
) if {
	contains(trim_space(held.value), "\n")
}

_secret_parts(held) := [{"key": held.key, "name": "", "value": held.value, "at": held.at}] if {
	value := trim_space(held.value)
	not contains(value, "\n")
	_comes_along(held.key)
}

_comes_along(key) if regex.match(`(?i)(user|username|login|host|hostname|port|url|uri|endpoint|address|database|dbname|name|type|region|email|issuer|client[_-]?id|\.crt|\.cer|ca\.pem|namespace|version|format)$`, key)
