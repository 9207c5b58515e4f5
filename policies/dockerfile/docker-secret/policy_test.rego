package groundwire.dockerfile.docker_secret_test

import data.groundwire.dockerfile.docker_secret as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

_env(name, value) := object.union(_i("env", []), {"Variables": {name: value}})

test_a_literal if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _env("DB_PASSWORD", "hunter22")]
	finding.at == [1, "Variables", "DB_PASSWORD"]
	not contains(finding.message, "hunter22")
}

test_no_value_of_its_own if {
	every value in ["", "$PASSWORD", "changeme", "/run/secrets/db", "true", "<token>"] {
		count(rule.findings) == 0 with input as [_from("a:1"), _env("DB_PASSWORD", value)]
	}
}

test_names_that_only_sound_so if {
	every name in ["TOKEN_URL", "SECRET_NAME", "PASSWORD_FILE", "MONKEY"] {
		count(rule.findings) == 0 with input as [_from("a:1"), _env(name, "hunter22")]
	}
}

test_forms_of_keys if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _env("X", concat("", ["AKIA", "ABCDEFGHIJKLMNOP"]))]
	finding.subject == "X key"
	count(rule.findings) == 1 with input as [_from("a:1"), _run([["git", "clone", "https://me:s3cret@git.example/x"]])]
	count(rule.findings) == 0 with input as [_from("a:1"), _run([["git", "clone", "https://me:$TOKEN@git.example/x"]])]
	count(rule.findings) == 0 with input as [_from("a:1"), _env("DATABASE_URL", "postgresql://dummy:dummy@db:5432/orders")]
	count(rule.findings) == 1 with input as [_from("a:1"), _env("DATABASE_URL", "postgresql://app:s3cret@db:5432/orders")]
}

test_a_build_argument if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("arg", ["NPM_TOKEN"])]
	finding.severity == "medium"
}

test_files if {
	count(rule.findings) == 1 with input as [_from("a:1"), _i("copy", ["conf/.env", "/app/"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("copy", ["x", ".env"])]
	count(rule.findings) == 1 with input as [_from("a:1"), _i("copy", [".env.production", "/app/"])]
	from_stage := object.union(_i("copy", [".env", "/app/"]), {"Flags": ["--from=build"]})
	count(rule.findings) == 0 with input as [_from("a:1"), from_stage]
}
