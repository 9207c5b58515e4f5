import type { Json } from '../../../parse/yaml/compose.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { environmentWrites, shellName } from './environment-files.ts';
import { fetchedScripts } from './fetched-scripts.ts';
import { lineOffsets, linePosition, type Path, type PlacedString } from './strings.ts';

interface ScriptFacts {
	readonly facts: { readonly [key: string]: Json };
	readonly positions: readonly PositionEntry[];
}

/** What is known of a `run:`: its shell, the environment files it writes, what it fetches and runs. Each fact has its line. */
export function scriptFacts(string: PlacedString, shell: string): ScriptFacts {
	const name = shellName(shell);
	let offsets: readonly (number | undefined)[] | undefined;
	const positions = new Map<number, PositionEntry>();
	const place = (line: number): Path => {
		offsets ??= lineOffsets(string);
		const position = linePosition(string, offsets, line);
		if (position !== undefined) positions.set(line, position);
		return [...string.path, '$line', line];
	};
	const lineOf = (offset: number): number => string.text.slice(0, offset).split('\n').length - 1;
	const writes = environmentWrites(string.text, name).map(({ line, file, dynamic, text }) => ({ at: place(line), file, dynamic, variables: sourcesOf(text, string.text) }));
	const fetches = fetchedScripts(string.text, name).map(({ offset, ...fetch }) => ({ at: place(lineOf(offset)), ...fetch }));
	const commands = workflowCommands(string.text).map(({ line, command }) => ({ at: place(line), command }));
	const prints = printedSecrets(string.text).map(({ line, text }) => ({ at: place(line), text }));
	return { facts: { at: string.path, shell: name, writes, fetches, commands, prints, variables: variablesOf(string.text) }, positions: [...positions.values()] };
}

/** The commands that GitHub switched off because whatever a step prints could give them (github.blog, 2020-10-01 and 2022-10-11). */
function workflowCommands(script: string): { line: number; command: string }[] {
	return script.split('\n').flatMap((text, line) => {
		const command = /::(set-env|add-path|set-output|save-state)\b/.exec(text)?.[1];
		return command === undefined || text.trim().startsWith('#') ? [] : [{ line, command }];
	});
}

/** Lines that print a secret, which the log masks only as long as it is printed as it is stored. */
function printedSecrets(script: string): { line: number; text: string }[] {
	return script.split('\n').flatMap((text, line) => {
		const match = /^\s*(?:echo|printf|write-host|write-output)\b[^>|]*\$\{\{\s*(secrets\.[\w-]+)\s*\}\}[^>|]*$/i.exec(text);
		return match?.[1] === undefined ? [] : [{ line, text: match[1] }];
	});
}

/** The variables from which a text is made: those that it reads, and those from which these were made. */
function sourcesOf(text: string, script: string): string[] {
	const assigned = new Map<string, string>();
	for (const [, name, value] of script.matchAll(/^\s*(?:export\s+|local\s+|read\s+-r\s+)?\$?([A-Za-z_]\w*)\s?=(.*)$/gm)) {
		if (name !== undefined) assigned.set(name, `${assigned.get(name) ?? ''} ${value ?? ''}`);
	}
	const found = new Set<string>();
	const queue = variablesOf(text);
	for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
		if (found.has(name)) continue;
		found.add(name);
		queue.push(...variablesOf(assigned.get(name) ?? ''));
	}
	return [...found];
}

/** Names of the environment variables that a script reads, in the spellings of all shells. */
function variablesOf(script: string): string[] {
	const names = [...script.matchAll(/\$\{?(?:env:)?([A-Za-z_]\w*)|%([A-Za-z_]\w*)%|(?:process\.env\.|environ(?:\.get\(|\[)["'])([A-Za-z_]\w*)/gi)].flatMap(([, posix, cmd, other]) => posix ?? cmd ?? other ?? []);
	return [...new Set(names)].slice(0, 200);
}
