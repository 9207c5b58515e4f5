import { describe, expect, it } from 'vitest';

import { codeFacts } from '../../test/support/code-facts.ts';
import { memoryTree } from '../../test/support/memory-tree.ts';
import { nodeAt } from '../evidence/code/places.ts';
import { sourceText } from '../parse/text.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { Codebase } from '../parse/typescript/modules.ts';
import { SourceParser } from '../parse/typescript/parser.ts';
import { codeEditors } from './code-editors.ts';
import { textAfter } from './text-after.ts';

const PATH = 'src/server/charge.ts';
const HEAD = "import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('a');\n";

function files(text: string): Record<string, string> {
	return { 'package.json': JSON.stringify({ dependencies: { '@opentelemetry/api': '1', express: '5' } }), [PATH]: text };
}

/** The text after the fix of its first span; the span must end on every way out when the text is read again. */
function fixed(body: string): string | undefined {
	const text = HEAD + body;
	const [span] = codeFacts(files(text), PATH).code.manualSpans;
	if (span?.fix === undefined) return undefined;
	const module = new Codebase('head', memoryTree(files(text)), new SourceParser()).module(PATH);
	const node = module === undefined ? undefined : nodeAt(module.sourceFile, span.at);
	const editor = codeEditors[span.fix.name];
	if (module === undefined || node === undefined || editor === undefined) throw new Error('nothing to fix');
	const edits = editor({ module, node, params: span.fix.params ?? {} });
	if (edits.length === 0) return undefined;
	const result = textAfter(sourceText(asRepoPath(PATH), text), edits);
	const again = codeFacts(files(result), PATH);
	expect(again.notAnalysed).toEqual([]);
	expect(again.code.manualSpans.map(({ ended }) => ended)).toEqual(['always']);
	return result.slice(HEAD.length);
}

describe('end-span', () => {
	it('moves the end into finally', () => {
		const text = "export async function charge(order) {\n\tconst span = tracer.startSpan('charge');\n\t// Gifts are free.\n\tif (order.total === 0) return;\n\n\tawait collect(order);\n\tspan.end();\n}\n";
		expect(fixed(text)).toBe("export async function charge(order) {\n\tconst span = tracer.startSpan('charge');\n\ttry {\n\t\t// Gifts are free.\n\t\tif (order.total === 0) return;\n\n\t\tawait collect(order);\n\t} finally {\n\t\tspan.end();\n\t}\n}\n");
	});

	it('keeps a return behind it, and the indentation of the file', () => {
		const text = "export const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n  const paid = await collect(order);\n  span.end();\n  return paid;\n});\n";
		expect(fixed(text)).toBe("export const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n  try {\n    const paid = await collect(order);\n    return paid;\n  } finally {\n    span.end();\n  }\n});\n");
	});

	it('adds the end where there was none', () => {
		const text = "export const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n\tspan.setAttribute('a', 1);\n\treturn collect(order);\n});\n";
		expect(fixed(text)).toBe("export const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n\ttry {\n\t\tspan.setAttribute('a', 1);\n\t\treturn collect(order);\n\t} finally {\n\t\tspan.end();\n\t}\n});\n");
	});

	it('keeps line ends', () => {
		const text = "export async function charge(order) {\r\n\tconst span = tracer.startSpan('charge');\r\n\tawait collect(order);\r\n\tspan.end();\r\n}\r\n";
		expect(fixed(text)?.replaceAll('\r\n', '')).not.toContain('\n');
	});

	it('leaves alone what is ended in several places, on shared lines, or around text of several lines', () => {
		expect(fixed("export async function charge(order) {\n\tconst span = tracer.startSpan('charge');\n\tif (order.paid) { span.end(); return; }\n\tawait collect(order);\n\tspan.end();\n}\n")).toBeUndefined();
		expect(fixed("export async function charge(order) { const span = tracer.startSpan('charge'); await collect(order); span.end(); }\n")).toBeUndefined();
		expect(fixed("export async function charge(order) {\n\tconst span = tracer.startSpan('charge');\n\tawait collect(`a\nb`);\n\tspan.end();\n}\n")).toBeUndefined();
	});
});
