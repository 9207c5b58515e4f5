import type { Edit } from '../parse/parsed.ts';
import { lineText } from '../parse/text.ts';
import { renderYaml } from '../parse/yaml/render.ts';
import { blockMapping } from './block-mapping.ts';
import type { DocumentFix } from './document-editor.ts';

const KINDS = ['readinessProbe', 'livenessProbe', 'startupProbe'];

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
