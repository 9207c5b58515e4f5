import { type Template, fenced } from './template.ts';

const GOOD = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    team: checkout
spec:
  selector:
    app: web
  ports:
    - port: 80
`;
const BAD = GOOD.replace('  labels:\n    team: checkout\n', '');

/** A rule over one Kubernetes object. */
export const kubernetesRule: Template = {
	title: 'An object without an owner',
	why: 'When it fails at night, nobody knows whom to call.',
	bad: fenced('yaml', BAD),
	good: fenced('yaml', GOOD),
	fixtures: { 'fixtures/bad.yaml': BAD, 'fixtures/good.yaml': GOOD },
	policy: ({ id, package: name }) => `# METADATA
# title: An object without an owner
# description: When it fails at night, nobody knows whom to call.
# custom:
#   id: ${id}
#   category: team/${id}
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the team in the label \`team\`.
# schemas:
#   - input: schema.kubernetes
package ${name}

# \`input\` is the object as it stands in its file; \`at\` is a path into it. A path that does not exist is its nearest parent.
findings contains {"at": ["metadata", "labels"], "message": message} if {
	not input.metadata.labels.team
	message := sprintf("\`%s/%s\` names no team.", [input.kind, input.metadata.name])
}
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# Files in fixtures/ are evidence here: what the rule sees of them in a pull request.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad.yaml"]
	finding.message == "\`Service/web\` names no team."
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good.yaml"]
}
`,
};
