import { beforeAll, describe, expect, test } from 'vitest';

import { sourceText } from '../../src/parse/text.ts';
import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { describeFixtures, editsFor, fixtureFiles, judgeDocuments } from '../support/document-rules.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import type { SourceText } from '../../src/parse/text.ts';

describeFixtures('kubernetes');

describe('a guardrail that a change takes away', () => {
	const RULE = 'missing-readiness-probe';
	let rules: BuiltInRules;

	beforeAll(async () => {
		rules = await builtInRules([RULE]);
	});

	test('a readiness probe is missed more than one that never was, and its own fix puts it back', () => {
		const [good] = fixtureFiles(`policies/kubernetes/${RULE}/fixtures/good/deployment.yaml`);
		if (good === undefined) throw new Error('the fixture is gone');
		const without = sourceText(good.path, good.text.replace(/ {8}readinessProbe:[^]*$/, ''));
		const lost = judgeDocuments(rules, RULE, [without], [good]);
		expect(lost).toMatchObject([{ severity: 'high', confidence: 'high', subject: 'Deployment/shop/web/app', line: 14, message: expect.stringContaining('is gone') }]);
		const edits = lost.flatMap((finding) => editsFor([without], finding, 'kubernetes'));
		expect(objects(sourceText(good.path, textAfter(without, edits)))).toEqual(objects(good));
		expect(judgeDocuments(rules, RULE, [without])).toMatchObject([{ confidence: 'medium', subject: 'Deployment/shop/web/app' }]);
	});
});

function objects(source: SourceText): readonly unknown[] {
	const evidence = extractDocuments(source);
	return evidence.kind === 'documents' ? evidence.documents.map(({ document }) => document) : [];
}
