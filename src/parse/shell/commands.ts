import { type Assignment, type Command, forEachChild, parse, type Pipeline, type SyntaxNode, type Word } from 'unbash';

/** One command of a shell script. Offsets count from the script's first character, in UTF-16 units. */
export interface ShellCommand {
	/** Its words, the name first, without their quotes; what an expansion stands for is not known and stays as it is written. */
	readonly words: readonly string[];
	/** Variables set for this command, or by it: `A=1 make`, `export A=1`. */
	readonly variables: Readonly<Record<string, string>>;
	/** The number of the command whose output it reads, when it stands behind a pipe. */
	readonly reads?: number;
	readonly start: number;
	readonly end: number;
}

/** Commands that set variables by their arguments (Bash manual, "Bash Builtin Commands"). */
const SETTERS = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
/** More commands than this in one script are a program, which nobody reviews here. */
const MOST_COMMANDS = 2_000;

/**
 * The simple commands of a Bash or POSIX shell script in the order of their text, those of substitutions, functions and branches
 * too. What cannot be parsed gives what could be made of it: a tolerant parser reads it.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
	const found: Command[] = [];
	const sources = new Map<Command, Command>();
	const visit = (node: SyntaxNode): void => {
		if (found.length >= MOST_COMMANDS) return;
		if (node.type === 'Command') found.push(node);
		if (node.type === 'Pipeline') for (const [reader, writer] of piped(node)) sources.set(reader, writer);
		forEachChild(node, visit);
	};
	visit(parse(script));
	const inOrder = found.toSorted((a, b) => a.pos - b.pos);
	const numbers = new Map(inOrder.map((command, index) => [command, index]));
	return inOrder.map((command) => {
		const source = sources.get(command);
		const reads = source === undefined ? undefined : numbers.get(source);
		return { words: wordsOf(command), variables: variablesOf(command), ...(reads !== undefined && { reads }), start: command.pos, end: command.end };
	});
}

/** Which command of a pipeline reads which. */
function piped({ commands }: Pipeline): (readonly [Command, Command])[] {
	return commands.slice(1).flatMap((reader, index) => {
		const writer = commands[index];
		return reader.type === 'Command' && writer?.type === 'Command' ? [[reader, writer] as const] : [];
	});
}

function wordsOf({ name, args }: Command): string[] {
	return name === undefined ? [] : [name.value, ...args.map((argument) => (argument.type === 'Word' ? argument.value : argument.text))];
}

function variablesOf({ name, prefix, args }: Command): Record<string, string> {
	const set = prefix.filter((part) => part.type === 'Assignment').map(pair);
	const given = SETTERS.has(name?.value ?? '') ? args.flatMap((argument) => (argument.type === 'Assignment' ? [pair(argument)] : assigned(argument))) : [];
	return Object.fromEntries([...set, ...given]);
}

function pair({ name, value }: Assignment): readonly [string, string] {
	return [name, value.type === 'Word' ? value.value : value.elements.map((element) => element.value).join(' ')];
}

function assigned({ value }: Word): (readonly [string, string])[] {
	const [, name, text] = /^([A-Za-z_]\w*)=(.*)$/s.exec(value) ?? [];
	return name === undefined || text === undefined ? [] : [[name, text]];
}
