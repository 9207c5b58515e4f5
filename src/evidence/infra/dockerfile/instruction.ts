import type { Dockerfile, Instruction, JSONInstruction, ModifiableInstruction, Property, PropertyInstruction, Run } from 'dockerfile-ast';

import { type ShellCommand, shellCommands } from '../../../parse/shell/commands.ts';
import { offsetAt, rangeBetween, type SourceText } from '../../../parse/text.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { shellText } from './shell-text.ts';
import { pointerStep } from '../../../parse/json-pointer.ts';

/**
 * An instruction as Conftest shows it to a policy (conftest, parser/docker), and beside it what Rego cannot well find out: the
 * commands it runs, the variables it sets, and its words with `ARG` and `ENV` put in.
 */
export interface DockerInstruction {
	/** `from`, `run`, … in lower case. */
	readonly Cmd: string;
	/** Of `ONBUILD` the instruction that it holds back. */
	readonly SubCmd: string;
	readonly JSON: boolean;
	readonly Flags: readonly string[];
	readonly Value: readonly string[];
	/** The number of its stage, from 0; what stands before the first `FROM` counts to the first stage. */
	readonly Stage: number;
	/** `Value` with known variables put in; null where one is not known. */
	readonly Expanded: readonly (string | null)[];
	readonly Variables: Readonly<Record<string, string>>;
	readonly Commands: readonly Pick<ShellCommand, 'words' | 'variables' | 'reads'>[];
}

interface Read {
	readonly instruction: DockerInstruction;
	readonly positions: readonly PositionEntry[];
}

/** What an instruction is read with. */
export interface Reading {
	readonly source: SourceText;
	readonly dockerfile: Dockerfile;
	readonly escape: string;
}

type AstRange = ReturnType<Instruction['getRange']>;

const RUNNING = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Reads one instruction; `pointer` is where it stands in the document. */
export function readInstruction(reading: Reading, node: Instruction, stage: number, pointer: string): Read {
	const keyword = node.getKeyword();
	const held = keyword === 'ONBUILD' ? trigger(node) : undefined;
	const parts = valuesOf(node, held);
	const commands = commandsOf(reading, node, held);
	const flags = flagsOf(node);
	const place = (below: string, range: AstRange): PositionEntry => entryOf(reading.source, `${pointer}${below}`, offsets(reading.source, range));
	return {
		instruction: {
			Cmd: keyword.toLowerCase(),
			SubCmd: held?.toLowerCase() ?? '',
			JSON: jsonStrings(node) !== undefined,
			Flags: flags.map(({ text }) => text),
			Value: parts.map(({ text }) => text),
			Stage: stage,
			Expanded: expanded(node, parts),
			Variables: variablesOf(node),
			Commands: commands.map(({ words, variables, reads }) => ({ words, variables, ...(reads !== undefined && { reads }) })),
		},
		positions: [
			place('', node.getRange()),
			...flags.map(({ range }, index) => place(`/Flags/${index}`, range)),
			...parts.flatMap(({ range }, index) => (range === null ? [] : [place(`/Value/${index}`, range)])),
			...commands.map(({ start, end }, index) => entryOf(reading.source, `${pointer}/Commands/${index}`, [start, end])),
			...propertiesOf(node).flatMap((property) => variablePlace(property, place)),
		],
	};
}

function variablePlace(property: Property, place: (below: string, range: AstRange) => PositionEntry): PositionEntry[] {
	return [place(`/Variables${pointerStep(property.getName())}`, property.getRange())];
}

interface Part {
	readonly text: string;
	readonly range: AstRange;
}

function valuesOf(node: Instruction, held: string | undefined): Part[] {
	const json = jsonStrings(node);
	if (json !== undefined) return json;
	const whole = wholeOf(node, held);
	if (whole !== undefined) return whole;
	if (node.getKeyword() === 'ENV' || node.getKeyword() === 'LABEL') return pairsOf(node);
	return node.getArguments().map((argument) => ({ text: unquoted(argument.getValue()), range: argument.getRange() }));
}

/** Of `ENV` and `LABEL` Conftest shows name, value and what stands between them. */
function pairsOf(node: Instruction): Part[] {
	return propertiesOf(node).flatMap((property) => {
		const sign = property.getAssignmentOperator() ?? '';
		return [property.getName(), property.getValue() ?? '', sign].map((text) => ({ text, range: property.getRange() }));
	});
}

/** Instructions whose words belong to a shell are one text. */
function wholeOf(node: Instruction, held: string | undefined): Part[] | undefined {
	const keyword = node.getKeyword();
	if (!RUNNING.has(held ?? keyword) || keyword === 'HEALTHCHECK') return undefined;
	const [first] = node.getArguments();
	if (first === undefined) return [];
	const range = { start: first.getRange().start, end: node.getRange().end };
	const text = node.getArgumentsContent() ?? '';
	return [{ text: held === undefined ? text : text.slice(held.length).trimStart(), range }];
}

function flagsOf(node: Instruction): Part[] {
	return 'getFlags' in node ? (node as ModifiableInstruction).getFlags().map((flag) => ({ text: String(flag), range: flag.getRange() })) : [];
}

/** The words of an exec form; undefined where it is none. */
function jsonStrings(node: Instruction): Part[] | undefined {
	if (!('getJSONStrings' in node)) return undefined;
	const json = node as JSONInstruction;
	if (json.getOpeningBracket() === null || json.getClosingBracket() === null) return undefined;
	return json.getJSONStrings().map((word) => ({ text: jsonText(word.getValue()), range: word.getRange() }));
}

function jsonText(written: string): string {
	try {
		const value: unknown = JSON.parse(written);
		return typeof value === 'string' ? value : written;
	} catch {
		return unquoted(written);
	}
}

function unquoted(text: string): string {
	return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/** The instruction that `ONBUILD` holds back. */
function trigger(node: Instruction): string | undefined {
	return node.getArguments()[0]?.getValue().toUpperCase();
}

/** The library puts in what it knows; where a `$` stays, something was not known. Of shell text the shell makes more, so it is left. */
function expanded(node: Instruction, parts: readonly Part[]): (string | null)[] {
	if (RUNNING.has(trigger(node) ?? '') || RUNNING.has(node.getKeyword()) || node.getKeyword() === 'ENV' || jsonStrings(node) !== undefined) return parts.map(({ text }) => (text.includes('$') ? null : text));
	const known = node.getExpandedArguments();
	return parts.map(({ text }, index) => {
		const value = unquoted(known[index]?.getValue() ?? text);
		return value.includes('$') ? null : value;
	});
}

function propertiesOf(node: Instruction): Property[] {
	return 'getProperties' in node && ['ENV', 'ARG', 'LABEL'].includes(node.getKeyword()) ? (node as PropertyInstruction).getProperties() : [];
}

function variablesOf(node: Instruction): Record<string, string> {
	if (node.getKeyword() === 'LABEL') return {};
	return Object.fromEntries(propertiesOf(node).flatMap((property) => (property.getValue() === null ? [] : [[property.getName(), property.getValue() ?? '']])));
}

/** The commands that an instruction runs, with offsets into the file. An exec form is one command. */
function commandsOf({ source, escape }: Reading, node: Instruction, held: string | undefined): readonly ShellCommand[] {
	if (!RUNNING.has(held ?? node.getKeyword())) return [];
	const json = jsonStrings(node);
	if (json !== undefined) {
		const [start, end] = offsets(source, node.getRange());
		return json.length === 0 ? [] : [{ words: json.map(({ text }) => text), variables: {}, start, end }];
	}
	const words = node.getArguments();
	const first = words[held === undefined && node.getKeyword() !== 'HEALTHCHECK' ? 0 : 1];
	if (first === undefined) return [];
	const [from] = offsets(source, first.getRange());
	const [, to] = offsets(source, node.getRange());
	const { script, at } = scriptOf(source, node, from, to, escape);
	return shellCommands(script).map((command) => ({ ...command, start: command.start + at, end: command.end + at }));
}

/** The script between two offsets; of an instruction that begins with a here-document, that document. */
function scriptOf(source: SourceText, node: Instruction, from: number, to: number, escape: string): { readonly script: string; readonly at: number } {
	const written = source.text.slice(from, to);
	const documents = 'getHeredocs' in node ? (node as Run).getHeredocs() : [];
	const content = documents[0]?.getContentRange() ?? null;
	if (content === null) return { script: shellText(written, escape), at: from };
	if (!/^<<-?["']?\w+["']?\s*\n/.test(written)) return { script: written, at: from };
	const [start, end] = offsets(source, content);
	const script = source.text.slice(start, end);
	return { script: /^#!(?!.*\b(?:ba|da|a|k|z)?sh\b)/.test(script) ? '' : script, at: start };
}

function offsets(source: SourceText, range: AstRange): readonly [number, number] {
	if (range === null) return [0, 0];
	return [offsetAt(source, range.start.line + 1, range.start.character + 1), offsetAt(source, range.end.line + 1, range.end.character + 1)];
}

function entryOf(source: SourceText, pointer: string, [start, end]: readonly [number, number]): PositionEntry {
	const { startLine, startColumn, endLine, endColumn } = rangeBetween(source, start, end);
	return [pointer, startLine, startColumn, endLine, endColumn];
}
