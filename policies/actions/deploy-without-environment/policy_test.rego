package groundwire.actions.deploy_without_environment_test

import data.groundwire.actions.deploy_without_environment as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(job) := _workflow({"on": "push", "jobs": {"deploy": job}})

test_none if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": [{"run": "kubectl apply -f k8s"}]})
	contains(finding.message, "(`kubectl apply -f k8s`)")
	count(rule.findings) == 1 with input as _with({"steps": [{"uses": "azure/webapps-deploy@v3"}]})
	every command in ["helm upgrade --install web ./chart", "sudo terraform apply -auto-approve", "npx wrangler deploy", "aws s3 sync dist s3://site"] {
		count(rule.findings) == 1 with input as _with({"steps": [{"run": command}]})
	}
}

test_quiet if {
	count(rule.findings) == 0 with input as _with({"environment": "production", "steps": [{"run": "kubectl apply -f k8s"}]})
	count(rule.findings) == 0 with input as _with({"steps": [{"run": "make test"}]})
	count(rule.findings) == 0 with input as _with({"steps": [{"run": "kind create cluster"}, {"run": "kubectl apply -f k8s"}]})
	count(rule.findings) == 0 with input as _with({"steps": [{"run": "echo kubectl apply"}]})
	count(rule.findings) == 0 with input as object.union(_with({"steps": [{"run": "kubectl apply -f k8s"}]}), {"on": "pull_request"})
}

test_lost_ones_are_another_rules if {
	job := {"steps": [{"run": "kubectl apply -f k8s"}]}
	count(rule.findings) == 0 with input as _with(job) with data.groundwire.before as _with(object.union(job, {"environment": "production"}))
}
