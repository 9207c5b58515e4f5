package groundwire.code.unvalidated_config_test

import data.groundwire.code.unvalidated_config as rule

_file(settings) := {"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {"environment": {"validators": ["zod"], "module": "src/env"}}, "settings": settings}

_read(parts) := object.union({"at": "1-2", "subject": "CHAT_HOST", "name": "CHAT_HOST", "kind": "read", "absence": "unchecked", "read": "use", "checked": "none", "listed": "no"}, parts)

test_past_the_module if {
	[finding] := [f | some f in rule.findings] with input as _file([_read({"checked": "no"})])
	contains(finding.message, "read here past `src/env`")
	contains(finding.message, "no manifest or example file names it")
}

test_known_to_the_module_or_looked_after if {
	count(rule.findings) == 0 with input as _file([_read({"checked": "elsewhere"}), _read({"checked": "no", "absence": "default"}), _read({"checked": "no", "absence": "optional"}), _read({"checked": "no", "absence": "unknown"})])
}

test_listed_nowhere if {
	[finding] := [f | some f in rule.findings] with input as _file([_read({})])
	finding.severity == "low"
	count(rule.findings) == 0 with input as _file([_read({"listed": "yes"})])
	count(rule.findings) == 0 with input as _file([_read({"listed": "none"})])
}

test_a_default_that_is_gone if {
	[finding] := [f | some f in rule.findings] with input as _file([_read({"listed": "yes"})]) with data.groundwire.before as _file([_read({"absence": "default", "at": "3-4"})])
	finding.confidence == "high"
	finding.was == "3-4"
}

test_the_default_of_a_declaration if {
	declared := _read({"kind": "declaration", "absence": "required", "checked": "here", "listed": "yes", "read": "start"})
	[finding] := [f | some f in rule.findings] with input as _file([declared]) with data.groundwire.before as _file([object.union(declared, {"absence": "default"})])
	contains(finding.message, "no longer starts")
}

test_a_new_variable_that_is_demanded if {
	[finding] := [f | some f in rule.findings] with input as _file([_read({"kind": "declaration", "absence": "required", "checked": "here"})])
	finding.confidence == "low"
}

test_a_file_that_read_the_environment_before if {
	before := _file([_read({"checked": "no", "name": "OTHER"})])
	count(rule.findings) == 0 with input as _file([_read({"checked": "no"})]) with data.groundwire.before as before
}

test_left_out if {
	count(rule.findings) == 0 with input as _file([_read({})]) with data.groundwire.params as {"unvalidated-config": {"ignore": ["CHAT_HOST"]}}
	count(rule.findings) == 0 with input as object.union(_file([_read({})]), {"role": "script"})
}
