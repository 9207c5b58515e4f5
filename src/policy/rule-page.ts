import type { RuleMetadata } from './policy.ts';

/** The page of a rule in Markdown: what its metadata says, around what its author wrote in a README (a heading, then sections). */
export function rulePage(rule: RuleMetadata, readme: string): string {
	const [heading = '', ...rest] = readme.trim().split('\n');
	const facts = `\`${rule.id}\` · ${rule.category} · severity ${rule.severity} · confidence ${rule.confidence} · persona ${rule.persona}${rule.scanPersona === undefined ? '' : ` (in a scan: ${rule.scanPersona})`}`;
	const parts = [heading, facts, rule.description.trim(), `**The way out.** ${rule.remedy.trim()}`, rest.join('\n').trim(), settings(rule), resources(rule)];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function settings({ id, params }: RuleMetadata): string {
	const names = Object.entries(params);
	if (names.length === 0) return '';
	const lines = names.map(([name, value]) => `| \`${name}\` | \`${JSON.stringify(value)}\` |`);
	return `## Settings\nUnder \`rules.${id}\` in \`.groundwire/config.yaml\`:\n\n| setting | default |\n|---|---|\n${lines.join('\n')}`;
}

function resources({ relatedResources }: RuleMetadata): string {
	return relatedResources.length === 0 ? '' : `## Read more\n${relatedResources.map((url) => `- <${url}>`).join('\n')}`;
}
