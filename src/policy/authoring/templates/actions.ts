import { type Template, fenced } from './template.ts';

const GOOD = `name: nightly
on:
  schedule:
    - cron: "0 3 * * *"
permissions:
  contents: read
jobs:
  report:
    runs-on: ubuntu-24.04
    steps:
      - run: ./report.sh
`;
const BAD = GOOD.replace('ubuntu-24.04', 'ubuntu-latest');
const UNKNOWN = GOOD.replace('ubuntu-24.04', '${{ matrix.os }}');

/** A rule over one workflow of GitHub Actions. */
export const actionsRule: Template = {
	title: 'A runner whose image changes by itself',
	why: 'One morning the image behind `latest` is another one, and every branch fails at once.',
	bad: fenced('yaml', BAD),
	good: fenced('yaml', GOOD),
	// Workflows are known by their folder.
	fixtures: {
		'fixtures/bad/.github/workflows/ci.yml': BAD,
		'fixtures/good/.github/workflows/ci.yml': GOOD,
		'fixtures/unknown/.github/workflows/ci.yml': UNKNOWN,
	},
	policy: ({ id, package: name }) => `# METADATA
# title: A runner whose image changes by itself
# description: One morning the image behind \`latest\` is another one, and every branch fails at once.
# custom:
#   id: ${id}
#   category: team/${id}
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Name the version of the image, such as \`ubuntu-24.04\`.
# schemas:
#   - input: schema.actions
package ${name}

# \`input\` is the workflow as it stands in its file; beside it \`$kind\`, \`$expressions\`, \`$conditions\` and \`$scripts\` say what stands in its texts.
findings contains {"at": ["jobs", name, "runs-on"], "subject": name, "message": message} if {
	some name, job in input.jobs

	# A runner that only the run knows, \`\${{ matrix.os }}\`, is no reason to object.
	endswith(job["runs-on"], "-latest")
	message := sprintf("The job \`%s\` runs on \`%s\`, whatever that is on the day.", [name, job["runs-on"]])
}
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# Files in fixtures/ are evidence here: what the rule sees of them in a pull request.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad/.github/workflows/ci.yml"]
	finding.message == "The job \`report\` runs on \`ubuntu-latest\`, whatever that is on the day."
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good/.github/workflows/ci.yml"]
}

test_unknown if {
	count(rule.findings) == 0 with input as data.fixtures["unknown/.github/workflows/ci.yml"]
}
`,
};
