import { type Template, fenced } from './template.ts';

const BAD = '{"files": [{"path": "migrations/007_orders.sql", "previousPath": null, "status": "modified"}]}\n';
const GOOD = '{"files": [{"path": "migrations/008_refunds.sql", "previousPath": null, "status": "added"}]}\n';

/** A rule over the change as a whole: which files it touches, and how. */
export const changeRule: Template = {
	title: 'A migration is edited',
	why: 'A migration that ran somewhere does not run again: the databases drift apart.',
	bad: fenced('json', BAD),
	good: fenced('json', GOOD),
	fixtures: { 'fixtures/bad.json': BAD, 'fixtures/good.json': GOOD },
	policy: ({ id, package: name }) => `# METADATA
# title: A migration is edited
# description: A migration that ran somewhere does not run again, and the databases drift apart.
# custom:
#   id: ${id}
#   category: team/${id}
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: change
#   remedy: Leave the old migration as it is and add a new one.
# schemas:
#   - input: schema.change
package ${name}

findings contains {"at": ["files", index], "subject": file.path, "message": message} if {
	some index, file in input.files
	startswith(file.path, "migrations/")
	file.status in {"modified", "deleted", "renamed"}
	message := sprintf("\`%s\` is %s: where it ran already, it will not run again.", [file.path, file.status])
}
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# JSON in fixtures/ that is no manifest stands here as it is.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad.json"]
	finding.at == ["files", 0]
	finding.subject == "migrations/007_orders.sql"
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good.json"]
}
`,
};
