import { pointerOf } from '../evidence/infra/positions.ts';
import type { PositionEntry } from '../evidence/file-evidence.ts';
import type { Edit } from '../parse/parsed.ts';
import { lineText, offsetAt, type SourceText } from '../parse/text.ts';
import { renderYaml } from '../parse/yaml/render.ts';
import type { DocumentFix } from './document-editor.ts';

const KINDS = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const DEFAULT_STEP = 2;

/**
 * Adds a probe to a container: `params.probe` as it was before the change, else a TCP probe on `params.port`; an HTTP path
 * would be a guess. A readiness probe and one that was there before are safe; a new liveness probe is not, since it may
 * restart what starts slowly. Works on block YAML only.
 */
export function addProbe({ source, document, at, params }: DocumentFix): readonly Edit[] {
	const kind = KINDS.find((known) => known === params['kind']);
	const probe = probeOf(params);
	if (kind === undefined || probe === undefined) return [];
	const container = blockMapping(source, document.positions, at.at(-1) === kind ? at.slice(0, -1) : at);
	if (container === undefined || container.keys.some(({ key }) => key === kind)) return [];
	const after = container.keys.find(({ key }) => key === 'ports') ?? container.keys.at(-1);
	if (after === undefined) return [];
	const indent = ' '.repeat(container.column - 1);
	const lines = renderYaml({ [kind]: probe }, container.step).map((line) => indent + line);
	const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
	const column = lineText(source, after.endLine).length + 1;
	const text = lines.map((line) => lineEnd + line).join('');
	const safe = kind === 'readinessProbe' || params['probe'] !== undefined;
	return [{ path: source.path, startLine: after.endLine, startColumn: column, endLine: after.endLine, endColumn: column, text, safe }];
}

function probeOf({ probe, port }: DocumentFix['params']): object | undefined {
	if (typeof probe === 'object' && probe !== null) return probe;
	return typeof port === 'number' || typeof port === 'string' ? { tcpSocket: { port }, periodSeconds: 10 } : undefined;
}

interface BlockMapping {
	/** Where its keys begin. */
	readonly column: number;
	/** Spaces by which the file indents a nested mapping. */
	readonly step: number;
	/** Its own keys in their order; those that a merge key brings are none of its own. */
	readonly keys: readonly { readonly key: string; readonly endLine: number }[];
}

/** A mapping whose keys stand one below the other; undefined for flow style, for an alias, and for what is not there. */
function blockMapping(source: SourceText, positions: readonly PositionEntry[], path: readonly (string | number)[]): BlockMapping | undefined {
	const pointer = pointerOf(path);
	const whole = positions.find(([place]) => place === pointer);
	if (whole === undefined) return undefined;
	const [, startLine, column] = whole;
	if (/[{*&!?"']/.test(source.text.charAt(offsetAt(source, startLine, column)))) return undefined;
	const below = positions.filter(([place]) => place.startsWith(`${pointer}/`));
	const keys = below.flatMap(([place, , start, endLine]) => {
		const key = place.slice(pointer.length + 1);
		return start === column && !key.includes('/') ? [{ key, endLine }] : [];
	});
	return { column, step: stepBelow(below, pointer, column), keys: keys.toSorted((a, b) => a.endLine - b.endLine) };
}

/** Taken from the first mapping that stands below its key; a list or a flow collection tells nothing. */
function stepBelow(below: readonly PositionEntry[], pointer: string, column: number): number {
	const keyLines = new Map(below.map(([place, line]) => [place, line] as const));
	const nested = below.find(([place, line, start]) => {
		const [key, name, ...deeper] = place.slice(pointer.length + 1).split('/');
		const ofKey = deeper.length === 0 && name !== undefined && !/^[0-9]+$/.test(name);
		return ofKey && start > column && line > (keyLines.get(`${pointer}/${key}`) ?? line);
	});
	return nested === undefined ? DEFAULT_STEP : nested[2] - column;
}
