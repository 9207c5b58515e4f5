package groundwire.lib.actions

# Which jobs bring something to production.

_deploying_actions := {
	"aws-actions/amazon-ecs-deploy-task-definition", "aws-actions/aws-cloudformation-github-deploy", "azure/webapps-deploy", "azure/functions-action",
	"azure/container-apps-deploy-action", "azure/k8s-deploy", "azure/aci-deploy", "azure/sql-action", "azure/arm-deploy", "azure/static-web-apps-deploy",
	"google-github-actions/deploy-cloudrun", "google-github-actions/deploy-appengine", "google-github-actions/deploy-cloud-functions",
	"cloudflare/pages-action", "superfly/flyctl-actions", "amondnet/vercel-action", "akhileshns/heroku-deploy", "serverless/github-action",
	"actions/deploy-pages", "einaregilsson/beanstalk-deploy", "firebaseextended/action-hosting-deploy", "nwtgck/actions-netlify",
	"digitalocean/app_action", "dopplerhq/secrets-fetch-deploy",
}

_deploying_commands := [
	`kubectl\s+(-\S+\s+(\S+\s+)?)*(apply|rollout\s+restart|set\s+image|replace)\b`,
	`helm\s+(-\S+\s+)*(upgrade|install)\b`,
	`terraform\s+(-\S+\s+)*apply\b`,
	`tofu\s+(-\S+\s+)*apply\b`,
	`terragrunt\s+(run-all\s+)?apply\b`,
	`pulumi\s+up\b`,
	`cdk\s+deploy\b`,
	`(serverless|sls)\s+deploy\b`,
	`sam\s+deploy\b`,
	`flyctl?\s+deploy\b`,
	`fly\s+deploy\b`,
	`wrangler\s+(pages\s+)?deploy\b`,
	`vercel\s+(deploy\s+)?.*--prod\b`,
	`gcloud\s+(run|app|functions)\s+deploy\b`,
	`aws\s+ecs\s+update-service\b`,
	`aws\s+cloudformation\s+deploy\b`,
	`aws\s+lambda\s+update-function-code\b`,
	`aws\s+s3\s+sync\s.*s3://`,
	`az\s+webapp\s+(deploy|up)\b`,
	`netlify\s+deploy\s.*--prod`,
	`argocd\s+app\s+sync\b`,
	`cap\s+production\s+deploy\b`,
	`eb\s+deploy\b`,
	`firebase\s+deploy\b`,
	`kamal\s+deploy\b`,
	`ansible-playbook\s.*(deploy|prod)`,
]

# A rehearsal, or a cluster that lives as long as the job.
_rehearsals := [`--dry-run`, `\bkind\s+create\b`, `\bminikube\b`, `\bk3d\b`, `kind-config`, `helm/kind-action`]

# The step by which a job deploys; undefined for a job that does not.
deploys(document, name) := found if {
	candidates := [candidate |
		some index, step in document.jobs[name].steps
		_deploying_step(step)
		candidate := {"step": step, "index": index, "job": name, "path": ["jobs", name, "steps", index]}
	]
	count(candidates) > 0
	not _rehearses(document.jobs[name])
	not _tears_down(document)
	found := candidates[0]
}

_deploying_step(step) if action_name(trim_space(step.uses)) in _deploying_actions

_deploying_step(step) if {
	is_string(step.run)
	some pattern in _deploying_commands
	regex.match(concat("", [`(?m)^\s*(sudo\s+|npx\s+|pnpm\s+(exec\s+)?|yarn\s+|\w+=\S+\s+)*`, pattern]), step.run)
}

_rehearses(job) if {
	some step in job.steps
	text := concat("\n", [object.get(step, "run", ""), object.get(step, "uses", "")])
	some pattern in _rehearsals
	regex.match(pattern, text)
}

# Started by what is merged, released or asked for; what runs for pull requests only is a preview.
goes_live(document) if {
	some event in triggers(document)
	event in {"push", "release", "workflow_dispatch", "schedule", "deployment", "workflow_run", "workflow_call", "repository_dispatch"}
}

# What is destroyed by the same workflow was never meant to stay.
_tears_down(document) if {
	some found in steps(document)
	regex.match(`\b(terraform|tofu|terragrunt|pulumi|cdk)\s[^\n]*\bdestroy\b|\bkind\s+delete\b|\bhelm\s+uninstall\b`, found.step.run)
}

# What a person would call the deployment: its command or its action.
deployment_name(found) := action_name(trim_space(found.step.uses)) if {
	is_string(found.step.uses)
} else := line if {
	lines := [trim_space(text) | some text in split(found.step.run, "\n"); _is_deploying_line(text)]
	line := trim_space(substring(lines[0], 0, 60))
} else := "a script"

_is_deploying_line(text) if {
	some pattern in _deploying_commands
	regex.match(pattern, text)
}

_way_back := `(?i)roll[ _-]?back|rollout\s+undo|revert|previous[ _-](version|release|revision|image|tag)|--atomic|--cleanup-on-fail|--rollback|blue[ _-]?green|canary`

# Steps that bring back what was there before.
ways_back(document) := {found |
	some found in steps(document)
	text := concat("\n", [value | some field in ["name", "id", "run", "uses"]; value := found.step[field]; is_string(value)])
	regex.match(_way_back, text)
}

has_way_back(document) if count(ways_back(document)) > 0

has_way_back(document) if {
	some name, _ in jobs(document)
	regex.match(_way_back, name)
}

# A version that a person chooses can be the last one.
has_way_back(document) if {
	some name, _ in trigger(document, "workflow_dispatch").inputs
	regex.match(`(?i)version|tag|ref|image|sha|release|revision|commit`, name)
}
