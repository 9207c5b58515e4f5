import { type Template, fenced } from './template.ts';

const BAD = `export async function price(item: string): Promise<unknown> {
	const response = await fetch(\`https://prices.internal/\${item}\`, { signal: AbortSignal.timeout(30_000) });
	return response.json();
}
`;
const GOOD = BAD.replace('30_000', '2_000');

/** A rule over the facts of a code file. */
export const codeRule: Template = {
	title: 'A call may wait too long',
	why: 'A caller that waits for half a minute holds its socket and its memory for half a minute.',
	bad: fenced('ts', BAD),
	good: fenced('ts', GOOD),
	fixtures: { 'fixtures/bad.ts': BAD, 'fixtures/good.ts': GOOD },
	policy: ({ id, package: name }) => `# METADATA
# title: A call may wait too long
# description: A caller that waits for half a minute holds its socket and its memory for half a minute.
# custom:
#   id: ${id}
#   category: team/${id}
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   remedy: Give the call a deadline of five seconds or less.
# schemas:
#   - input: schema.code
package ${name}

# \`groundwire evidence FILE\` prints what \`input\` holds.
findings contains {"at": call.at, "subject": call.subject, "message": message} if {
	some call in input.outboundCalls
	call.deadline.state == "literal"
	call.deadline.ms > 5000
	message := sprintf("\`%s\` to \`%s\` may wait for %d ms.", [call.client, call.target, call.deadline.ms])
}
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# Files in fixtures/ are evidence here: what the rule sees of them in a pull request.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad.ts"]
	finding.subject == "price"
	finding.message == "\`fetch\` to \`prices.internal\` may wait for 30000 ms."
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good.ts"]
}
`,
};
