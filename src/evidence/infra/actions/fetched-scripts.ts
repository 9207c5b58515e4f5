import { type ShellCommand, shellCommands } from '../../../parse/shell/commands.ts';

/** A program that a script fetches and runs in one breath. */
interface FetchedScript {
	/** Offset into the script. */
	readonly offset: number;
	/** What runs it: `bash`. */
	readonly by: string;
	/** Where it comes from; empty where a variable says so. */
	readonly url: string;
	/** Whether nobody proves who sent it: plain HTTP, or certificates are not checked. */
	readonly unproven: boolean;
}

const FETCHERS = new Set(['curl', 'wget', 'http', 'https', 'aria2c']);
const RUNNERS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'python', 'python2', 'python3', 'node', 'perl', 'ruby', 'php', 'deno', 'bun']);
const IN_PLACE = new Set(['eval', 'source', '.']);
const PREFIXES = new Set(['sudo', 'env', 'exec', 'command', 'time', 'nice', 'nohup']);
const POWERSHELL = /\b(?:iex|invoke-expression)\b|\|\s*(?:iex|invoke-expression)\b/i;
const POWERSHELL_FETCH = /\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring|curl|wget)\b/i;

/** What a script downloads into an interpreter: `curl … | bash`, `bash <(curl …)`, `eval "$(curl …)"`, `iwr … | iex`. */
export function fetchedScripts(script: string, shell: string): FetchedScript[] {
	if (shell === 'pwsh' || shell === 'powershell') return powershellFetches(script);
	if (!/\b(?:curl|wget|https?|aria2c)\b/.test(script) || !['bash', 'sh', 'zsh', 'dash', 'ksh', ''].includes(shell)) return [];
	const commands = shellCommands(script.replaceAll(/\$\{\{(?:(?!\$\{\{|\}\})[^])*\}\}/g, (text) => '_'.repeat(text.length)));
	return commands.flatMap((command) => {
		const by = runnerOf(command);
		const fetch = by === undefined ? undefined : fetchOf(command, by, commands);
		return by === undefined || fetch === undefined ? [] : [{ offset: Math.min(fetch.start, command.start), by, ...sourceOf(fetch) }];
	});
}

function runnerOf({ words }: ShellCommand): string | undefined {
	const name = words.find((word) => !PREFIXES.has(word) && !/^-|^[A-Za-z_]\w*=/.test(word));
	const base = name?.slice(name.lastIndexOf('/') + 1);
	return base !== undefined && (RUNNERS.has(base) || IN_PLACE.has(base)) ? base : undefined;
}

/** The download at the other end of the pipe, or inside of the command itself. */
function fetchOf(command: ShellCommand, by: string, commands: readonly ShellCommand[]): ShellCommand | undefined {
	if (!IN_PLACE.has(by) && !readsInput(command, by)) return undefined;
	for (let at = command.reads, steps = 0; at !== undefined && steps < 10; at = commands[at]?.reads, steps++) {
		const writer = commands[at];
		if (writer !== undefined && FETCHERS.has(writer.words[0] ?? '')) return writer;
	}
	return commands.find((inner) => inner !== command && inner.start > command.start && inner.end <= command.end && FETCHERS.has(inner.words[0] ?? ''));
}

/** `python3 -m json.tool` and `node script.js` take what they read as data. */
function readsInput({ words }: ShellCommand, by: string): boolean {
	const rest = words.slice(words.findIndex((word) => word === by || word.endsWith(`/${by}`)) + 1);
	if (['sh', 'bash', 'zsh', 'dash', 'ksh'].includes(by)) return rest.every((word, index) => /^[-+]/.test(word) || rest.slice(0, index).some((earlier) => /^-[a-z]*[sc]$|^--$/.test(earlier)) || word.includes('<(') || word.includes('$('));
	return rest.every((word) => word === '-' || word.includes('<(') || word.includes('$('));
}

function sourceOf({ words }: ShellCommand): Pick<FetchedScript, 'url' | 'unproven'> {
	const url = words.find((word) => /^https?:\/\//i.test(word)) ?? '';
	return { url, unproven: /^http:/i.test(url) || words.some((word) => /^(?:--insecure|--no-check-certificate|-[a-zA-Z]*k[a-zA-Z]*)$/.test(word) && !(words[0] === 'wget' && word.startsWith('-k'))) };
}

function powershellFetches(script: string): FetchedScript[] {
	let offset = 0;
	return script.split('\n').flatMap((line) => {
		const start = offset;
		offset += line.length + 1;
		if (line.trim().startsWith('#') || !POWERSHELL.test(line) || !POWERSHELL_FETCH.test(line)) return [];
		const url = /https?:\/\/[^\s'")]+/i.exec(line)?.[0] ?? '';
		return [{ offset: start, by: 'Invoke-Expression', url, unproven: /^http:/i.test(url) }];
	});
}
