import { type Template, fenced } from './template.ts';

const GOOD = `ARG RUNTIME=24
FROM registry.example/base/node:\${RUNTIME} AS build
RUN npm ci

FROM build
CMD ["node", "server.js"]
`;
const BAD = GOOD.replace('registry.example/base/', '');
const UNKNOWN = GOOD.replace('RUNTIME=24', 'RUNTIME').replace('registry.example/base/node:', '');

/** A rule over one Dockerfile. */
export const dockerfileRule: Template = {
	title: 'An image that nobody of us has looked at',
	why: 'What is in it, and whether it is there tomorrow, is decided by strangers.',
	bad: fenced('dockerfile', BAD),
	good: fenced('dockerfile', GOOD),
	fixtures: { 'fixtures/bad/Dockerfile': BAD, 'fixtures/good/Dockerfile': GOOD, 'fixtures/unknown/Dockerfile': UNKNOWN },
	policy: ({ id, package: name }) => `# METADATA
# title: An image that nobody of us has looked at
# description: What is in it, and whether it is there tomorrow, is decided by strangers.
# custom:
#   id: ${id}
#   category: team/${id}
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Build on an image of \`registry.example/base/\`.
# schemas:
#   - input: schema.dockerfile
package ${name}

# \`input\` is the list of instructions, as Conftest gives it, with what \`ARG\` and \`ENV\` make of it in \`Expanded\`.
findings contains {"at": [index, "Value", 0], "subject": image, "message": message} if {
	some index, instruction in input
	instruction.Cmd == "from"

	# \`null\` is what nobody knows before the build: no reason to object.
	image := instruction.Expanded[0]
	is_string(image)
	not startswith(image, "registry.example/base/")
	not image in _stages
	message := sprintf("\`%s\` comes from outside of \`registry.example/base/\`.", [image])
}

_stages contains lower(instruction.Value[2]) if {
	some instruction in input
	instruction.Cmd == "from"
}
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# Files in fixtures/ are evidence here: what the rule sees of them in a pull request.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad/Dockerfile"]
	finding.message == "\`node:24\` comes from outside of \`registry.example/base/\`."
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good/Dockerfile"]
}

test_unknown if {
	count(rule.findings) == 0 with input as data.fixtures["unknown/Dockerfile"]
}
`,
};
