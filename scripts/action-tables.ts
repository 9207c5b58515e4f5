/** The tables of the Action's inputs and outputs, from action.yml. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

/** What action.yml says, as far as it is shown or checked. */
export interface ActionMetadata {
	readonly name: string;
	readonly description: string;
	readonly author: string;
	readonly branding: { readonly icon: string; readonly color: string };
	readonly inputs: Readonly<Record<string, { readonly description: string; readonly required: boolean; readonly default?: string }>>;
	readonly outputs: Readonly<Record<string, { readonly description: string }>>;
	readonly runs: { readonly using: string; readonly main: string };
}

/** action.yml of the repository. */
export function actionMetadata(root: string): ActionMetadata {
	return load(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionMetadata;
}

/** Both tables as Markdown. An option that the config file has, too, has no default here: it would overrule the file. */
export function actionTables(root: string): string {
	const { inputs, outputs } = actionMetadata(root);
	const given = Object.entries(inputs).map(([name, { description, default: value }]) => `| \`${name}\` | ${cell(description)} | ${value === undefined ? '' : `\`${value}\``} |`);
	const made = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
	return ['| input | what it is | default |', '|---|---|---|', ...given, '', '| output | what it is |', '|---|---|', ...made].join('\n');
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
}
