package groundwire.dockerfile.docker_package_hygiene_test

import data.groundwire.dockerfile.docker_package_hygiene as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

_subjects(commands) := subjects if {
	findings := rule.findings with input as [_from("a:1"), _run(commands)]
	subjects := {f.subject | some f in findings}
}

test_apt_as_it_should_be if {
	_subjects([["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "x"], ["rm", "-rf", "/var/lib/apt/lists/*"]]) == set()
}

test_apt_with_everything_wrong if {
	_subjects([["apt-get", "install", "x"]]) == {"apt-get install -y", "apt-get recommends"}
	_subjects([["apt-get", "update"]]) == {"apt-get update"}
	_subjects([["apt-get", "dist-upgrade", "-y"]]) == {"apt-get dist-upgrade"}
}

test_options_that_stand_together if {
	_subjects([["apt-get", "install", "-qqy", "--no-install-recommends", "x"], ["rm", "-r", "/var/lib/apt/lists"]]) == set()
}

test_yum_and_zypper if {
	_subjects([["yum", "install", "-y", "x"]]) == {"yum clean"}
	_subjects([["yum", "install", "-y", "x"], ["yum", "clean", "all"]]) == set()
	_subjects([["zypper", "install", "x"], ["zypper", "clean"]]) == {"zypper install -y"}
	_subjects([["dnf", "update", "-y"], ["rm", "-rf", "/var/cache/dnf"]]) == set()
}

test_apk if {
	_subjects([["apk", "add", "x"]]) == {"apk clean"}
	_subjects([["apk", "add", "--no-cache", "x"]]) == set()
	_subjects([["apk", "add", "x"], ["rm", "-rf", "/var/cache/apk/*"]]) == set()
}

test_a_mounted_cache if {
	run := object.union(_run([["apt-get", "install", "-y", "--no-install-recommends", "x"]]), {"Flags": ["--mount=type=cache,target=/var/cache/apt"]})
	count(rule.findings) == 0 with input as [_from("a:1"), run]
}
