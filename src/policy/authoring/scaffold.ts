import { actionsRule } from './templates/actions.ts';
import { changeRule } from './templates/change.ts';
import { cloudformationRule } from './templates/cloudformation.ts';
import { codeRule } from './templates/code.ts';
import { dockerfileRule } from './templates/dockerfile.ts';
import { kubernetesRule } from './templates/kubernetes.ts';
import { terraformRule } from './templates/terraform.ts';
import type { Template } from './templates/template.ts';

/** What a new rule may be about. */
export const KINDS = ['code', 'kubernetes', 'terraform', 'cloudformation', 'actions', 'dockerfile', 'change'] as const;
export type Kind = (typeof KINDS)[number];

const TEMPLATES: Readonly<Record<Kind, Template>> = {
	code: codeRule,
	kubernetes: kubernetesRule,
	terraform: terraformRule,
	cloudformation: cloudformationRule,
	actions: actionsRule,
	dockerfile: dockerfileRule,
	change: changeRule,
};

/** Words that Rego keeps for itself: none can be the name of a package. */
const KEYWORDS = new Set(['as', 'contains', 'data', 'default', 'else', 'every', 'false', 'if', 'import', 'in', 'input', 'not', 'null', 'package', 'some', 'true', 'with']);
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** May a rule be called so? Otherwise: why not. */
export function nameProblem(name: string): string | undefined {
	if (!NAME.test(name)) return `\`${name}\` cannot be the name of a rule: it must be like missing-owner, in small letters, figures and hyphens`;
	return KEYWORDS.has(name) ? `\`${name}\` cannot be the name of a rule: it is a word of Rego` : undefined;
}

/** The files of a new rule, by path in its folder: a rule that works, its tests and what they look at. */
export function scaffold(kind: Kind, name: string): Readonly<Record<string, string>> {
	const template = TEMPLATES[kind];
	const names = { id: name, package: `team.${name.replaceAll('-', '_')}` };
	return { 'policy.rego': template.policy(names), 'policy_test.rego': template.test(names), 'README.md': readme(template, name), ...template.fixtures };
}

function readme({ title, why, bad, good }: Template, name: string): string {
	return `# ${title}\n\nRule \`${name}\`. ${why}\n\n## Bad\n${bad}\n\n## Good\n${good}\n`;
}
