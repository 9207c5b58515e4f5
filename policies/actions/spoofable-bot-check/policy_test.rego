package groundwire.actions.spoofable_bot_check_test

import data.groundwire.actions.spoofable_bot_check as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_condition(path, facts) := object.union({"at": path, "text": "x", "padded": false, "readable": true, "mentions": [], "contains": [], "bots": [], "falsyBranches": []}, facts)

_if(event, bot) := _workflow({"on": event, "jobs": {"merge": {"steps": []}}, "$conditions": [_condition(["jobs", "merge", "if"], {"bots": [bot]})]})

_bot := {"context": "github.actor", "bot": "dependabot[bot]", "sole": true}

test_the_last_actor if {
	[finding] := [f | some f in rule.findings] with input as _if("pull_request_target", _bot)
	finding.severity == "high"
	{f.severity | some f in rule.findings} == {"medium"} with input as _if("pull_request_target", object.union(_bot, {"sole": false}))
	{f.severity | some f in rule.findings} == {"low"} with input as _if("pull_request", _bot)
}

test_quiet if {
	count(rule.findings) == 0 with input as _if("pull_request_target", object.union(_bot, {"context": "github.event.pull_request.user.login"}))
	count(rule.findings) == 0 with input as _if("push", _bot)
}
