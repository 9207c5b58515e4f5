import { type Dockerfile, DockerfileParser } from 'dockerfile-ast';

import { limit } from '../../../parse/limits.ts';
import type { NotAnalysed, NotAnalysedReason } from '../../../parse/parsed.ts';
import { lineText, type SourceText } from '../../../parse/text.ts';
import type { DocumentFileEvidence, PositionEntry, Suppression, UnreadFile } from '../../file-evidence.ts';
import type { TextFormat } from '../format.ts';
import { MARK, parseMark } from '../suppressions.ts';
import { type DockerInstruction, readInstruction } from './instruction.ts';
import { isDockerfilePath } from './paths.ts';

/** The instructions of the Dockerfile reference. */
const KNOWN = new Set(['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);
const MOST_ERRORS = 10;

/** Dockerfiles and Containerfiles. The document is the list of instructions in Conftest's shape: see `DockerInstruction`. */
export const dockerfileFormat: TextFormat = { kind: 'text', platform: 'dockerfile', claims: ({ path }) => isDockerfilePath(path), read };

function read(source: SourceText): DocumentFileEvidence | UnreadFile {
	const lines = linesIn(source.text);
	if (lines > limit('dockerfileLines')) return unread(source, 'too-many-nodes', `${lines} lines; the limit is ${limit('dockerfileLines')}`);
	const dockerfile = DockerfileParser.parse(source.text);
	const nodes = dockerfile.getInstructions();
	const notAnalysed = unknownInstructions(source, dockerfile);
	const stages = nodes.filter((node) => node.getKeyword() === 'FROM').length;
	if (stages === 0) return unread(source, 'syntax', '1:1 no FROM: this is no whole Dockerfile');
	if (stages > limit('dockerfileStages')) return unread(source, 'too-many-nodes', `${stages} stages; the limit is ${limit('dockerfileStages')}`);
	const instructions: DockerInstruction[] = [];
	const positions: PositionEntry[] = [['', 1, 1, 1, 1]];
	const reading = { source, dockerfile, escape: dockerfile.getEscapeCharacter() };
	let stage = -1;
	for (const node of nodes) {
		if (!KNOWN.has(node.getKeyword())) continue;
		if (node.getKeyword() === 'FROM') stage++;
		const found = readInstruction(reading, node, Math.max(0, stage), `/${instructions.length}`);
		instructions.push(found.instruction);
		for (const place of found.positions) positions.push(place);
	}
	for (const place of stagePlaces(instructions, positions)) positions.push(place);
	const name = source.path.slice(source.path.lastIndexOf('/') + 1);
	return { kind: 'documents', path: source.path, suppressions: suppressionsOf(source, dockerfile), notAnalysed, documents: [{ index: 0, platform: 'dockerfile', name, document: instructions, positions }] };
}

function unread({ path }: SourceText, reason: NotAnalysedReason, detail: string): UnreadFile {
	return { kind: 'unread', path, suppressions: [], notAnalysed: [{ path, reason, detail }] };
}

/** Counted before anything is parsed: the parser's time grows faster than the text. */
function linesIn(text: string): number {
	let lines = 1;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
	return lines;
}

/**
 * The stages have places of their own: a stage stands on its `FROM`, and below it the last instruction of each kind. So what a stage
 * lacks is shown on its `FROM`, and what a change took from it on the line that it had.
 */
function stagePlaces(instructions: readonly DockerInstruction[], positions: readonly PositionEntry[]): readonly PositionEntry[] {
	const written = new Map(positions.map((entry) => [entry[0], entry]));
	const places = new Map<string, PositionEntry>();
	for (const [index, { Cmd, Stage }] of instructions.entries()) {
		const entry = written.get(`/${index}`);
		if (entry === undefined || (Cmd !== 'from' && !places.has(`/stages/${Stage}`))) continue;
		const pointer = Cmd === 'from' ? `/stages/${Stage}` : `/stages/${Stage}/${Cmd.toUpperCase()}`;
		places.set(pointer, [pointer, entry[1], entry[2], entry[3], entry[4]]);
	}
	return [...places.values()];
}

function unknownInstructions(source: SourceText, dockerfile: Dockerfile): NotAnalysed[] {
	const unknown = dockerfile.getInstructions().filter((node) => !KNOWN.has(node.getKeyword()));
	return unknown.slice(0, MOST_ERRORS).map((node) => {
		const { line, character } = node.getRange().start;
		return { path: source.path, reason: 'syntax', detail: `${line + 1}:${character + 1} no instruction of the Dockerfile reference`, partial: true };
	});
}

/** `# groundwire-ignore <rule> -- <reason>` above an instruction speaks for the whole of it, however many lines it has. */
function suppressionsOf(source: SourceText, dockerfile: Dockerfile): Suppression[] {
	if (!source.text.includes(MARK)) return [];
	return dockerfile.getComments().flatMap((comment) => {
		const line = comment.getRange().start.line + 1;
		const text = lineText(source, line);
		const said = text.includes(MARK) ? parseMark(text.slice(text.indexOf(MARK) + MARK.length)) : undefined;
		if (said === undefined) return [];
		const about = dockerfile.getInstructions().find((node) => node.getRange().end.line + 1 > line);
		const first = about === undefined ? line : Math.max(line + 1, about.getRange().start.line + 1);
		const until = about === undefined ? line : about.getRange().end.line + 1;
		return said.rules.map((rule): Suppression => ({ line, target: first, ...(until > first && { until }), rule, reason: said.reason }));
	});
}
