package groundwire.dockerfile.docker_insecure_fetch_test

import data.groundwire.dockerfile.docker_insecure_fetch as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

_subjects(commands) := subjects if {
	findings := rule.findings with input as [_from("a:1"), _run(commands)]
	subjects := {f.subject | some f in findings}
}

test_options if {
	_subjects([["curl", "-Lkv", "https://x"]]) == {"curl -Lkv"}
	_subjects([["wget", "--no-check-certificate", "https://x"]]) == {"wget --no-check-certificate"}
	_subjects([["pip", "install", "--trusted-host=x", "y"]]) == {"pip --trusted-host=x"}
	_subjects([["apt-get", "install", "--force-yes", "y"]]) == {"apt-get --force-yes"}
	_subjects([["rpm", "-i", "--nosignature", "y"]]) == {"rpm --nosignature"}
}

test_options_of_others if {
	_subjects([["curl", "-fsSL", "https://x"], ["make", "-k"], ["curl", "--key", "k"], ["wget", "--check-certificate=true", "x"]]) == set()
}

test_settings if {
	_subjects([["npm", "config", "set", "strict-ssl", "false"]]) == {"npm strict-ssl"}
	_subjects([["npm", "config", "set", "strict-ssl=false"]]) == {"npm strict-ssl"}
	_subjects([["git", "config", "--global", "http.sslVerify", "false"]]) == {"git http.sslverify"}
	_subjects([["pip", "config", "set", "global.trusted-host", "x"]]) == {"pip global.trusted-host"}
	_subjects([["npm", "config", "set", "strict-ssl", "true"]]) == set()
}

test_variables if {
	env := object.union(_i("env", []), {"Variables": {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}})
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), env]
	finding.at == [1, "Variables", "NODE_TLS_REJECT_UNAUTHORIZED"]
	git := object.union(_i("env", []), {"Variables": {"GIT_SSL_NO_VERIFY": "0"}})
	count(rule.findings) == 1 with input as [_from("a:1"), git]
	on := object.union(_i("env", []), {"Variables": {"PIP_TRUSTED_HOST": "", "NPM_CONFIG_STRICT_SSL": "true"}})
	count(rule.findings) == 0 with input as [_from("a:1"), on]
}

test_variables_of_a_command if {
	run := object.union(_i("run", ["x"]), {"Commands": [{"words": ["npm", "ci"], "variables": {"npm_config_strict_ssl": "false"}}]})
	count(rule.findings) == 1 with input as [_from("a:1"), run]
}

_piped(address) := object.union(_i("run", ["x"]), {"Commands": [
	{"words": ["curl", address], "variables": {}},
	{"words": ["bash"], "variables": {}, "reads": 0},
]})

test_a_pipe_without_encryption if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _piped("http://x.example/i.sh")]
	finding.severity == "high"
	count(rule.findings) == 0 with input as [_from("a:1"), _piped("https://x.example/i.sh")]
	count(rule.findings) == 0 with input as [_from("a:1"), _piped("http://localhost:80/i.sh")]
}
