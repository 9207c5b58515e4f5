import { afterAll, describe, expect, it } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport } from '../support/groundwire.ts';

const repository = new GitRepository();
afterAll(() => repository.delete());

const POLICY = `# METADATA
# title: Money moves here
# custom: {id: money-moves, category: team/money-moves, severity: low, confidence: high, scope: file}
package team.money_moves

findings contains {"at": call.at, "message": "money moves here"} if {
	"money" in data.groundwire.places
	some call in input.outboundCalls
}
`;

function route(name: string): string {
	return `import { app } from '../app.ts';

app.post('/${name}', async (req, res) => {
	const answer = await fetch('https://${name}.internal/orders', { method: 'POST', body: JSON.stringify(req.body) });
	res.json(await answer.json());
});
`;
}

repository.write('package.json', JSON.stringify({ name: 'shop', type: 'module', dependencies: { express: '^5', pino: '^9' } }));
repository.write('src/app.ts', "import express from 'express';\n\nexport const app = express();\n");
repository.write('src/payments/old.ts', route('old'));
repository.write('.groundwire/config.yaml', 'version: 1\ncomments: {inline: 2}\nplaces: {money: ["src/payments/**"]}\n');
repository.write('.groundwire/policies/money-moves/policy.rego', POLICY);
const base = repository.commit('base');
repository.write('src/routes/ship.ts', route('ship'));
repository.write('src/routes/track.ts', route('track'));
repository.write('src/payments/charge.ts', route('charge'));
const head = repository.commit('head');
const { report } = checkReport(repository.path, base, head);
const timeouts = report.findings.filter(({ rule }) => rule === 'missing-timeout');

describe('a change with more remarks than it may have comments', () => {
	it('has the gravest on their lines, and the rest in the summary, counted', () => {
		const inline = report.findings.filter(({ placement }) => placement === 'inline');
		expect(inline).toHaveLength(2);
		expect(report.comments).toMatchObject({ limit: 2, inline: 2, summary: report.findings.length - 2 });
		expect(report.comments?.overLimit).toBeGreaterThan(0);
		expect(inline.map(({ location }) => location.path)).toContain('src/payments/charge.ts');
	});

	it('blocks for each of them', () => {
		const blocking = new Set(report.verdict.reasons.map(({ fingerprint }) => fingerprint));
		expect(timeouts).toHaveLength(3);
		expect(timeouts.filter(({ fingerprint }) => blocking.has(fingerprint))).toHaveLength(3);
	});
});

describe('a place that the config names', () => {
	it('makes findings there weigh one step more', () => {
		expect(timeouts.map(({ location, severity }) => `${location.path} ${severity}`)).toEqual(['src/payments/charge.ts critical', 'src/routes/ship.ts high', 'src/routes/track.ts high']);
	});

	it('is known to policies', () => {
		const told = report.findings.filter(({ rule }) => rule === 'money-moves');
		expect(told.map(({ location, severity }) => `${location.path} ${severity}`)).toEqual(['src/payments/charge.ts medium']);
	});

	it('is what a file keeps that the change moves away', () => {
		repository.git('checkout', '--quiet', base);
		repository.git('mv', 'src/payments/old.ts', 'src/old.ts');
		repository.write('src/old.ts', route('old').replace('\tres.json', "\tawait fetch('https://rates.internal/today');\n\tres.json"));
		const moved = repository.commit('moved');
		const { findings } = checkReport(repository.path, base, moved).report;
		expect(findings.filter(({ rule }) => rule === 'missing-timeout').map(({ severity }) => severity)).toContain('critical');
	});
});
