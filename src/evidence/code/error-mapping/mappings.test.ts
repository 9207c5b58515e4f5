import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';
import type { ErrorMapping } from '../../facts/logging.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9' } });
const PATH = 'src/server/a.ts';

function mapping(handler: string, tried = 'await pay.charge();'): ErrorMapping | undefined {
	const text = `async function f(req, res, next) {\n\ttry {\n\t\t${tried}\n\t} catch (error) {\n\t\t${handler}\n\t}\n}\nfunction check() { if (!ok) throw new NotOpenError('x'); }\n`;
	return codeFacts({ 'package.json': MANIFEST, [PATH]: text }, PATH).code.errorMappings[0];
}

describe('which failures are told apart', () => {
	test.each([
		['if (error instanceof NotFoundError) throw error;', ['NotFoundError']],
		["if (error.code === 'ENOENT' || error.name === 'TimeoutError') return;", ['ENOENT', 'TimeoutError']],
		['if (isAxiosError(error)) return;', ['isAxiosError']],
		["if (error.message.includes('timeout')) return;", ['timeout']],
		["switch (error.code) { case 'A': return; default: throw error; }", ['A']],
		['const message = error instanceof Error ? error.message : String(error); log(message);', []],
		['logger.error(error);', []],
	])('%s', (handler, narrowed) => {
		expect(mapping(handler)).toMatchObject({ narrowed, delegated: false });
	});

	test.each(['next(error);', 'return toResponse(error);', 'handle(error as Error, res);'])('%s may', (handler) => {
		expect(mapping(handler)).toMatchObject({ delegated: true });
	});
});

describe('what failures become', () => {
	test.each([
		['res.status(500).json({});', { becomes: 'response', answer: '500' }],
		["throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error });", { becomes: 'throw', answer: 'INTERNAL_SERVER_ERROR', dropsCause: false }],
		["throw new Error('x');", { becomes: 'throw', answer: '', dropsCause: true, keepsError: false, fix: { name: 'add-cause' } }],
		['throw new Error(`x: ${error.message}`);', { dropsCause: true, keepsError: true, fix: { name: 'add-cause' } }],
		["throw new PayError('x', error);", { dropsCause: false }],
		["throw new PayError('x');", { dropsCause: true }],
		['throw error;', { becomes: 'throw', dropsCause: false }],
		["if (error.code === 'A') throw error;\n\t\telse return null;", { becomes: 'return' }],
	])('%s', (handler, fact) => {
		expect(mapping(handler)).toMatchObject(fact);
	});
});

test('what the code that was tried throws', () => {
	expect(mapping('res.status(500).end();', 'check();')).toMatchObject({ thrown: ['NotOpenError'] });
	expect(mapping('res.status(500).end();', 'try { check(); } catch { await pay.charge(); }')).toMatchObject({ thrown: [] });
});

test('failures of no kind', () => {
	const text = "export function f() {\n\tif (a) throw 'no a';\n\tif (b) throw new Error(`no ${b}`);\n\tthrow new NotFoundError('c');\n}\n";
	expect(codeFacts({ 'package.json': MANIFEST, [PATH]: text }, PATH).code.bareThrows.map(({ what, message, typed }) => [what, message, typed])).toEqual([
		['text', 'no a', ['NotFoundError']],
		['error', 'no {}', ['NotFoundError']],
	]);
});
