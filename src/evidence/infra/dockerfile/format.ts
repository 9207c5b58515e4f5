import { type Dockerfile, DockerfileParser } from 'dockerfile-ast';

import type { NotAnalysed } from '../../../parse/parsed.ts';
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
	const dockerfile = DockerfileParser.parse(source.text);
	const nodes = dockerfile.getInstructions();
	const notAnalysed = unknownInstructions(source, dockerfile);
	if (!nodes.some((node) => node.getKeyword() === 'FROM')) {
		return { kind: 'unread', path: source.path, suppressions: [], notAnalysed: [{ path: source.path, reason: 'syntax', detail: '1:1 no FROM: this is no whole Dockerfile' }] };
	}
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
	const name = source.path.slice(source.path.lastIndexOf('/') + 1);
	return { kind: 'documents', path: source.path, suppressions: suppressionsOf(source, dockerfile), notAnalysed, documents: [{ index: 0, platform: 'dockerfile', name, document: instructions, positions }] };
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
