import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RuleId, RuleMetadata } from '../src/policy/policy.ts';
import { DOMAINS, platformTable } from './domains.ts';
import { asLink, ruleIndex, rulePages } from './rule-pages.ts';

const root = join(import.meta.dirname, '..');

/** A rule of a category whose README is that of a real one. */
function rule(id: string, category: string, change: Partial<RuleMetadata> = {}): RuleMetadata {
	return {
		id: id as RuleId, category, package: 'groundwire.kubernetes.privileged', title: `Title of ${id}`, description: 'What happens.', remedy: 'Do otherwise.', severity: 'high', confidence: 'high',
		persona: 'essential', scope: 'document', relatedResources: [], params: {}, ...change,
	};
}

const RULES = [rule('web-open', 'terraform/open', { persona: 'strict' }), rule('db-open', 'terraform/open'), rule('privileged', 'kubernetes/privileged'), rule('a-removed', 'terraform/a')];

describe('the pages of rules', () => {
	it('name the other rules of the category, in docs as links', () => {
		expect(rulePages(root, RULES)['web-open']).toMatch(/\n## Of the same category\n`db-open`\n$/);
		expect(rulePages(root, RULES, asLink)['db-open']).toMatch(/\n## Of the same category\n\[`web-open`\]\(web-open\.md\)\n$/);
		expect(rulePages(root, RULES)['privileged']).not.toContain('same category');
	});

	it('are listed by domain and category, with how many there are', () => {
		const index = ruleIndex(RULES);
		expect(index.indexOf('## kubernetes')).toBeLessThan(index.indexOf('## terraform'));
		expect(index).toContain('| [terraform](#terraform) | 2 | 3 | 2 | 0 | 1 |');
		expect(index).toMatch(/\| a \| \[`a-removed`\][^\n]*\n\| open \| \[`db-open`\][^\n]*\n\| {2}\| \[`web-open`\]/);
	});

	it('are counted for README.md, where every domain is described', () => {
		expect(platformTable(RULES).split('\n')).toHaveLength(2 + Object.keys(DOMAINS).length);
		expect(platformTable(RULES)).toMatch(/Terraform[^\n]* \| 2 \| 3 \| 2 \|/);
		expect(() => platformTable([rule('x', 'nobody/x')])).toThrow('nobody/x');
	});
});
