package groundwire.dockerfile.docker_shell_form_test

import data.groundwire.dockerfile.docker_shell_form as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

_cmd(words) := object.union(_i("cmd", [concat(" ", words)]), {"Commands": [{"words": words, "variables": {}}]})

_exec_form(words) := object.union(_i("cmd", words), {"JSON": true, "Commands": [{"words": words, "variables": {}}]})

test_shell_form if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _cmd(["node", "server.js"])]
	finding.at == [1]
	finding.subject == "CMD"
}

test_exec_form if {
	count(rule.findings) == 0 with input as [_from("a:1"), _exec_form(["node", "server.js"])]
}

test_the_shell_written_out if {
	count(rule.findings) == 1 with input as [_from("a:1"), _exec_form(["sh", "-c", "node server.js"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _exec_form(["sh", "-c", "migrate && exec node server.js"])]
}

test_exec if {
	count(rule.findings) == 0 with input as [_from("a:1"), _cmd(["exec", "node", "server.js"])]
}

test_an_entrypoint_decides if {
	entry := object.union(_exec_form(["/tini", "--"]), {"Cmd": "entrypoint"})
	count(rule.findings) == 0 with input as [_from("a:1"), entry, _cmd(["node", "server.js"])]
}

test_a_shell_of_its_own if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("shell", ["powershell"]), _cmd(["x"])]
}

test_bash_steps_aside_for_a_single_command if {
	count(rule.findings) == 0 with input as [_from("a:1"), object.union(_i("cmd", ["bash", "-c", "/app/run $NAME"]), {"JSON": true})]
	count(rule.findings) == 1 with input as [_from("a:1"), object.union(_i("cmd", ["bash", "-c", "prepare && /app/run"]), {"JSON": true})]
}
