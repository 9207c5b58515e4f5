# METADATA
# title: The build fetches without checking from whom
# description: >-
#   Whoever stands between the build and the server decides what is in the image.
# custom:
#   id: docker-insecure-fetch
#   category: dockerfile/insecure-fetch
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Leave the checks on; give the build the certificate that is missing.
# related_resources:
#   - ref: https://cwe.mitre.org/data/definitions/295.html
#   - ref: https://owasp.org/www-project-top-10-ci-cd-security-risks/
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_insecure_fetch

import data.groundwire.lib.dockerfile as docker

# A command that is told not to check.
findings contains {"at": command.path, "subject": sprintf("%s %s", [command.name, how.option]), "message": message} if {
	some command in docker.commands(input)
	some how in _unchecked(command)
	message := sprintf("`%s` with `%s` %s: whoever stands in between decides what is in the image.", [command.name, how.option, how.effect])
}

# A variable that tells every later command so.
findings contains {"at": place.path, "subject": sprintf("%s %s", [place.where, upper(place.name)]), "message": message} if {
	some place in _variables
	some name, switch in _switches
	upper(place.name) == name
	_is_set(switch, place.value)
	message := sprintf("`%s` turns %s off for everything that follows.", [place.name, switch.what])
}

# What is fetched runs at once, and comes by a way on which it can be exchanged.
findings contains {"at": command.path, "subject": sprintf("%s http", [command.name]), "message": message, "severity": "high"} if {
	some command in docker.commands(input)
	command.name in {"sh", "bash", "dash", "zsh", "ash", "python", "python3", "perl", "ruby", "node"}
	source := _source(command)
	source.name in {"curl", "wget"}
	some word in source.words
	startswith(word, "http://")
	not _is_here(word)
	message := sprintf("`%s` runs what `%s` fetched without encryption: whoever stands in between runs their own.", [command.name, word])
}

_source(command) := found if {
	some found in docker.commands(input)
	found.path == [command.index, "Commands", command.command.reads]
}

_is_here(address) if {
	some host in ["http://localhost", "http://127.0.0.1", "http://[::1]"]
	startswith(address, host)
}

_tls := "does not look at the certificate"

_signature := "does not look at the signature"

_unchecked(command) := {how |
	some row in _options
	command.name in row.names
	some word in command.words
	_is_option(word, row)
	how := {"option": word, "effect": row.effect}
} | _configured(command)

_options := [
	{"names": {"curl"}, "long": {"--insecure", "--proxy-insecure", "--doh-insecure"}, "short": "k", "effect": _tls},
	{"names": {"wget"}, "long": {"--no-check-certificate"}, "short": "", "effect": _tls},
	{"names": {"pip", "pip3", "uv", "python", "python3"}, "long": {"--trusted-host"}, "short": "", "effect": _tls},
	{"names": {"apk"}, "long": {"--allow-untrusted"}, "short": "", "effect": _signature},
	{"names": {"apt", "apt-get", "aptitude"}, "long": {"--allow-unauthenticated", "--allow-insecure-repositories", "--force-yes"}, "short": "", "effect": _signature},
	{"names": {"yum", "dnf", "microdnf", "tdnf"}, "long": {"--nogpgcheck", "--nogpg"}, "short": "", "effect": _signature},
	{"names": {"zypper"}, "long": {"--no-gpg-checks", "--no-gpg-check", "--allow-unsigned-rpm"}, "short": "", "effect": _signature},
	{"names": {"rpm"}, "long": {"--nodigest", "--nosignature", "--noverify", "--nofiledigest", "--nocheck"}, "short": "", "effect": _signature},
	{"names": {"gem"}, "long": {"--trust-policy=NoSecurity"}, "short": "", "effect": _signature},
	{"names": {"git"}, "long": {"http.sslVerify=false", "http.sslverify=false"}, "short": "", "effect": _tls},
	{"names": {"npm", "yarn", "pnpm"}, "long": {"--strict-ssl=false", "--no-strict-ssl"}, "short": "", "effect": _tls},
	{"names": {"apt", "apt-get"}, "long": {"Acquire::https::Verify-Peer=false", "Acquire::https::Verify-Host=false", "Acquire::AllowInsecureRepositories=true", "APT::Get::AllowUnauthenticated=true"}, "short": "", "effect": _signature},
	{"names": {"helm"}, "long": {"--insecure-skip-tls-verify"}, "short": "", "effect": _tls},
]

_is_option(word, row) if word in row.long

_is_option(word, row) if {
	some option in row.long
	startswith(word, sprintf("%s=", [option]))
	not endswith(word, "=false")
}

# Short options may stand together: `-Lkv`.
_is_option(word, row) if {
	row.short != ""
	regex.match(`^-[A-Za-z0-9#]+$`, word)
	contains(word, row.short)
}

# Settings that stay.
_configured(command) := {how |
	some row in [
		{"names": {"npm", "yarn", "pnpm"}, "words": {"strict-ssl", "strictSsl", "enableStrictSsl"}, "off": {"false"}, "effect": _tls},
		{"names": {"git"}, "words": {"http.sslverify"}, "off": {"false", "0", "no", "off"}, "effect": _tls},
		{"names": {"yum-config-manager", "yum", "dnf"}, "words": {"sslverify"}, "off": {"false", "0", "no"}, "effect": _tls},
		{"names": {"pip", "pip3"}, "words": {"global.trusted-host", "install.trusted-host"}, "off": set(), "effect": _tls},
	]
	command.name in row.names
	lowered := [lower(word) | some word in command.words]
	some key in row.words
	some index, word in lowered
	_says_off(word, concat("", array.slice(lowered, index + 1, index + 2)), lower(key), row.off)
	how := {"option": key, "effect": row.effect}
}

_says_off(word, next, key, off) if {
	word == key
	off != set()
	trim(next, `"' `) in off
}

_says_off(word, next, key, off) if {
	word == key
	off == set()
	next != ""
}

_says_off(word, _, key, off) if {
	some value in off
	trim(word, "-") in {sprintf("%s=%s", [key, value]), sprintf("%s %s", [key, value]), sprintf("setopt=%s=%s", [key, value])}
}

# Variables that turn checks off, and the values that do.
_switches := {
	"NODE_TLS_REJECT_UNAUTHORIZED": {"what": "the checks of Node.js", "off": {"0"}},
	"PYTHONHTTPSVERIFY": {"what": "the checks of Python", "off": {"0"}},
	# git asks whether the variable is there, not what it says (http.c of git): 0 turns the checks off, too.
	"GIT_SSL_NO_VERIFY": {"what": "the checks of git", "any": true, "off": {"", "0", "false", "no", "off"}},
	"PIP_TRUSTED_HOST": {"what": "the checks of pip for these hosts", "any": true},
	"NPM_CONFIG_STRICT_SSL": {"what": "the checks of npm", "off": {"false"}},
	"YARN_ENABLE_STRICT_SSL": {"what": "the checks of Yarn", "off": {"false", "0"}},
	"GONOSUMCHECK": {"what": "the checksums of Go", "any": true},
	"GONOSUMDB": {"what": "the checksum database of Go for these modules", "off": {"*"}},
	"GOINSECURE": {"what": "the checks of Go", "off": {"*"}},
	"GOFLAGS": {"what": "the checks of Go", "off": {"-insecure"}},
	"CURL_INSECURE": {"what": "the checks of curl", "any": true},
	"BUNDLE_SSL_VERIFY_MODE": {"what": "the checks of Bundler", "off": {"0"}},
	"HELM_INSECURE_SKIP_TLS_VERIFY": {"what": "the checks of helm", "off": {"true", "1"}},
}

_is_set(switch, value) if trim(lower(value), `"'`) in switch.off

# What these hold does not matter, unless it is empty or the word for no.
_is_set(switch, value) if {
	switch.any
	not trim(lower(value), `"'`) in {"", "0", "false", "no", "off"}
	not startswith(value, "$")
}

_variables := array.concat(
	[{"path": [index, "Variables", name], "where": upper(instruction.Cmd), "name": name, "value": value} |
		some index, instruction in input
		some name, value in instruction.Variables
	],
	[{"path": [index, "Commands", number], "where": "RUN", "name": name, "value": value} |
		some index, instruction in input
		some number, command in instruction.Commands
		some name, value in command.variables
	],
)
