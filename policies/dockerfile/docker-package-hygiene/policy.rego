# METADATA
# title: Packages are installed in a way that breaks or bloats the image
# description: >-
#   An index from an old layer leads to packages that are gone; caches are shipped to every node; a question nobody answers
#   ends the build.
# custom:
#   id: docker-package-hygiene
#   category: dockerfile/package-hygiene
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [dockerfile]
#   remedy: Update, install without questions and without recommendations, and clean up, all in one `RUN`.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#apt-get
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_package_hygiene

import data.groundwire.lib.dockerfile as docker

findings contains {"at": command.path, "subject": sprintf("%s %s", [command.name, remark.what]), "message": remark.message} if {
	some command in docker.commands(input)
	command.instruction.Cmd == "run"
	some remark in _remarks(command)
}

_remarks(command) := {remark |
	some remark in [
		{"what": "update", "message": sprintf("`%s %s` stands in a `RUN` of its own: its layer is kept, and a later install asks for packages that are gone.", [command.name, _verb(command)]), "holds": _is_lone_update(command)},
		{"what": "install -y", "message": sprintf("`%s %s` asks before it installs, and a build answers no question.", [command.name, _verb(command)]), "holds": _asks(command)},
		{"what": "clean", "message": sprintf("What `%s` downloads stays in this layer: nothing in the same `RUN` removes it.", [command.name]), "holds": _keeps_cache(command)},
		{"what": "recommends", "message": sprintf("`%s install` brings recommended packages along, which nobody asked for.", [command.name]), "holds": _recommends(command)},
		{"what": "dist-upgrade", "message": sprintf("`%s %s` in a build makes another image each time.", [command.name, _verb(command)]), "holds": _upgrades(command)},
	]
	remark.holds
}

_verbs := {"install", "update", "upgrade", "dist-upgrade", "full-upgrade", "add", "in", "ref", "refresh", "up", "makecache", "groupinstall", "reinstall", "localinstall", "-S", "-Sy", "-Syu"}

default _verb(_) := ""

_verb(command) := verb if {
	[verb, _] := [[word | some word in command.words; word in _verbs][0], true]
}

_apt := {"apt-get", "apt", "aptitude"}

_yum := {"yum", "dnf", "microdnf"}

_has(command, options) if {
	some word in command.words
	word in options
}

# Short options may stand together: `-qy`.
_has_letter(command, letter) if {
	some word in command.words
	startswith(word, "-")
	not startswith(word, "--")
	contains(word, letter)
}

_same_run(command) := [other | some other in docker.commands(input); other.index == command.index]

default _is_lone_update(_) := false

_is_lone_update(command) if {
	command.name in {"apt-get", "apt", "apk", "yum", "dnf", "zypper"}
	_verb(command) in {"update", "refresh", "makecache", "ref"}
	count([other | some other in _same_run(command); other.name == command.name; _verb(other) in {"install", "upgrade", "dist-upgrade", "add", "in"}]) == 0
	not _is_full_upgrade(command)
}

# `yum update` is an upgrade, not a look at the index.
_is_full_upgrade(command) if {
	command.name in _yum
	_verb(command) == "update"
	count([other | some other in docker.commands(input); other.name == command.name; _verb(other) == "install"]) == 0
}

default _asks(_) := false

_asks(command) if {
	command.name in array.concat(["zypper"], [name | some name in (_apt | _yum)])
	_verb(command) in {"install", "in", "upgrade", "dist-upgrade", "groupinstall", "reinstall", "localinstall"}
	not _has(command, {"--yes", "--assume-yes", "--assumeyes", "-qq", "--non-interactive", "-n", "--no-confirm", "--force-yes", "--quiet=2"})
	not _has_letter(command, "y")
	count([other | some other in docker.commands(input); other.command.variables.APT_GET_ASSUME_YES]) == 0
}

default _keeps_cache(_) := false

_keeps_cache(command) if {
	command.name in (_yum | {"zypper"})
	_verb(command) in {"install", "in", "update", "groupinstall", "localinstall", "reinstall"}
	not _cleans(command)
	not _is_mounted(command)
}

_keeps_cache(command) if {
	command.name == "apk"
	_verb(command) == "add"
	not _has(command, {"--no-cache"})
	not _removes(command, "/var/cache/apk")
	not _is_mounted(command)
}

_removes(command, path) if {
	some other in _same_run(command)
	other.name in {"rm", "find"}
	some word in other.words
	contains(word, path)
}

_cleans(command) if {
	some other in _same_run(command)
	other.name in (_yum | {"zypper"})
	_has(other, {"clean", "cc"})
}

_cleans(command) if _removes(command, "/var/cache")

_is_mounted(command) if {
	some flag in command.instruction.Flags
	startswith(flag, "--mount=")
	contains(flag, "type=cache")
}

default _recommends(_) := false

_recommends(command) if {
	command.name in {"apt-get", "apt"}
	_verb(command) == "install"
	not _has(command, {"--no-install-recommends", "--no-install-suggests"})
	count([word | some word in command.words; contains(lower(word), "install-recommends")]) == 0
}

default _upgrades(_) := false

_upgrades(command) if {
	command.name in _apt
	_verb(command) in {"dist-upgrade", "full-upgrade"}
}
