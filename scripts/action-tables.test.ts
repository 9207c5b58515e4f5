import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { actionMetadata, actionTables } from './action-tables.ts';
import { publishedWorkflows, unpinned } from './published-workflows.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const action = actionMetadata(root);

/** Colours that the Marketplace takes (GitHub Docs, "Metadata syntax for GitHub Actions", branding). */
const COLOURS = ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'];

describe('action.yml', () => {
	it('is what the Marketplace takes: a short description, an icon, a colour, an entry that exists', () => {
		expect(action.description.length).toBeLessThan(125);
		expect(action.name.length).toBeGreaterThan(0);
		expect(COLOURS).toContain(action.branding.color);
		expect(action.branding.icon).toMatch(/^[a-z-]+$/u);
		expect(action.runs.using).toBe('node24');
		expect(existsSync(join(root, action.runs.main))).toBe(true);
	});

	it('gives a default to the token alone: others would overrule the config file', () => {
		expect(Object.entries(action.inputs).filter(([, input]) => input.default !== undefined).map(([name]) => name)).toEqual(['token']);
	});

	it('is what the README says of inputs and outputs', () => {
		expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(actionTables(root));
	});
});

describe('a workflow that is published', () => {
	it.each(publishedWorkflows().map((workflow) => [workflow.from, workflow] as const))('%s names every action by its commit and gives no right to the whole workflow', (_, workflow) => {
		expect(unpinned(workflow)).toEqual([]);
		expect(workflow.text).toMatch(/^permissions:(?: \{\}|\n  contents: read\n)/mu);
		expect(workflow.text).not.toContain('allow-unsafe-pr-checkout');
	});
});
