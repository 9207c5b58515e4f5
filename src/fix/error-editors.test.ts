import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../test/support/code-facts.ts';
import { fixedText } from '../../test/support/fixed-text.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9', winston: '3' } });
const PINO = "import pino from 'pino';\nconst logger = pino();\n";
const WINSTON = "import winston from 'winston';\nconst logger = winston.createLogger();\n";
const PATH = 'src/server/a.ts';

function mended(kind: 'errorLogs' | 'errorMappings', text: string): string | undefined {
	const files = { 'package.json': MANIFEST, [PATH]: text };
	const fact = codeFacts(files, PATH).code[kind].find(({ fix }) => fix !== undefined);
	return fact?.fix === undefined ? undefined : fixedText(files, PATH, fact.at, fact.fix.name);
}

describe('pass-error', () => {
	test.each([
		[PINO, 'logger.error(`charge failed: ${err.message}`);', 'logger.error({ err }, `charge failed: ${err.message}`);'],
		[PINO, "logger.error('charge failed', err);", "logger.error({ err }, 'charge failed');"],
		[PINO, "logger.error('charge failed', { err, id });", "logger.error({ err, id }, 'charge failed');"],
		[PINO, "logger.warn({ id, error: err.message }, 'charge failed');", "logger.warn({ id, err }, 'charge failed');"],
		[WINSTON, "logger.error('charge failed: ' + err);", "logger.error('charge failed: ' + err, { error: err });"],
		[WINSTON, "logger.error({ id, err }, 'charge failed');", "logger.error('charge failed', { id, err });"],
		['', 'console.error(`charge failed: ${err}`);', 'console.error(`charge failed: ${err}`, err);'],
	])('%#', (head, before, after) => {
		const around = (line: string): string => `${head}async function f(id) {\n\ttry {\n\t\tawait pay.charge();\n\t} catch (err) {\n\t\t${line}\n\t}\n}\n`;
		const edited = mended('errorLogs', around(before));
		expect(edited).toBe(around(after));
		expect(codeFacts({ 'package.json': MANIFEST, [PATH]: edited ?? '' }, PATH).code.errorLogs).toMatchObject([{ how: 'object' }]);
	});

	test.each([
		['no text to keep', `${PINO}try { a(); } catch (err) { logger.error(JSON.stringify(err)); }`],
		['two errors', `${PINO}try { a(); } catch (err) { logger.error(\`\${err.message} after \${lastError.message}\`); }`],
		['spread arguments', `${PINO}try { a(); } catch (err) { logger.error(\`x \${err.message}\`, ...rest); }`],
		['a logger that is not known', 'try { a(); } catch (err) { log.error(`x ${err.message}`); }'],
	])('none for %s', (_, text) => {
		expect(mended('errorLogs', text)).toBeUndefined();
	});
});

describe('add-cause', () => {
	test.each([
		["try { a(); } catch (error) { throw new Error('x'); }", "try { a(); } catch (error) { throw new Error('x', { cause: error }); }"],
		["try { a(); } catch (cause) { throw new TypeError(`x`); }", "try { a(); } catch (cause) { throw new TypeError(`x`, { cause }); }"],
		["await a().catch((e) => { throw new Error('x'); });", "await a().catch((e) => { throw new Error('x', { cause: e }); });"],
	])('%s', (before, after) => {
		expect(mended('errorMappings', before)).toBe(after);
		expect(codeFacts({ 'package.json': MANIFEST, [PATH]: after }, PATH).code.errorMappings).toMatchObject([{ dropsCause: false }]);
	});

	test.each(["try { a(); } catch (error) { throw new PayError('x'); }", "try { a(); } catch { throw new Error('x'); }", "try { a(); } catch (_e) { throw new Error('x'); }", "try { a(); } catch (e) { throw new Error('x', options); }"])('none: %s', (text) => {
		expect(mended('errorMappings', text)).toBeUndefined();
	});
});
