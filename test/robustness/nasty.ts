import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ts } from '../../src/parse/typescript/compiler.ts';
import { isCodePath } from '../../src/parse/code-path.ts';
import { seeded } from '../mutation/run.ts';

const POLICIES = fileURLToPath(new URL('../../policies/code', import.meta.url));

/** Code that is its own cause, has no end, or is called what nobody calls anything: by file name. */
export const NASTY: Readonly<Record<string, string>> = {
	'self-import.ts': "import { a } from './self-import.ts';\nexport { a } from './self-import.ts';\nexport * from './self-import.ts';\nawait fetch(a.url, a);\n",
	'cycle-a.ts': "import { b } from './cycle-b.ts';\nexport const a = { ...b, timeout: b.timeout };\nexport const client = axios.create(a);\nawait client.get('/x', a);\n",
	'cycle-b.ts': "import { a } from './cycle-a.ts';\nexport const b = { ...a, timeout: a.timeout };\nexport default b;\n",
	'own-value.ts': 'const a = a;\nlet b = b ?? b;\nconst { c = c } = c;\nconst o = { ...o, signal: o.signal };\nawait fetch(a, o);\nawait fetch(b, { signal: c });\n',
	'own-parent.ts': 'class A extends A { constructor() { super(); this.a = new A(); } get a() { return this.a; } }\nclass B extends C {}\nclass C extends B { async run() { await this.run(); await super.run(); } }\nnew B().run();\n',
	'own-caller.ts': 'const f = async () => { await f(); try { return await f(); } catch (e) { return f(e); } };\nfunction g() { return g; }\ng()()()()(fetch(g()()));\nfor (;;) for (;;) try { await f(); break; } catch { continue; }\n',
	'own-type.ts': 'type A = A | B<A>;\ntype B<T> = T extends B<infer U> ? B<U> : never;\ninterface I extends I { a: I["a"]; }\nfunction f(this: I, a: A = f(a)): asserts a is A { fetch(a as never); }\n',
	'odd-names.js': 'const constructor = {}, __proto__ = { toString: 1, hasOwnProperty: fetch, valueOf: axios };\nlogger[constructor]({ __proto__, constructor, toString() {} });\nprocess.env.constructor; process.env.__proto__; metrics.hasOwnProperty({ toString: req.url });\nimport { constructor as toString } from "constructor";\nawait toString.__proto__();\n',
	'odd-calls.ts': 'fetch(); fetch?.(); fetch(...[]); new fetch; new (fetch)(); fetch``; (0, fetch)(); fetch.call(); await (await fetch)(); axios.get?.(); axios[`get`](); axios["get"](..."x"); new Worker(); new Worker(...[]); setInterval(); process.on(); process.on(...[]); Promise.all(); Promise.all([]).map(); [].map(); logger.error(); logger.child(); span.end; tracer.startSpan(); tracer.startActiveSpan("a"); new Queue; app.get(); app.get("/"); app.use(...app); redis.on("error"); x.pipe(); x.on("data");\n',
	'odd-catches.ts': 'try {} catch {}\ntry { } catch ({ message, ...rest }) { logger.error(rest); }\ntry { } catch ([a, [b] = []]) { throw a; } finally { return; }\nx.catch(); x.catch(...y); x.catch(null); x.catch(class {}); x.then(1, 2, 3).catch(async function* () {});\n',
	'odd-flow.ts': 'label: for (const a of b) { switch (a) { case await fetch(a): continue label; default: break label; } }\nwith (a) { fetch(b); }\nif (a) function f() { return await fetch(a); }\nasync () => { await using x = fetch(a); yield: while (1) { yield; } };\nclass { static { await fetch(); } @fetch() @(axios.get) accessor #a = fetch(this.#a) }\n',
	'odd-text.ts': '\uFEFF#!/usr/bin/env node\r\n<!-- html -->\n\u2028\u2029await fetch("\\u{110000}\ud800", { "tim\\u0065out": 1e999, [`a${`b${`c`}`}`]: /[/\\]]/v });\rlogger.info(`${`${`${a}`}`}`, "\\0", 0n, 08, 1_000__0);\n',
	'odd-jsx.tsx': 'export default () => <a.b.c {...{...fetch()}} on-x={await axios.get()} onClick={() => void fetch()}>{/* */}{...fetch}&nbsp;<></></a.b.c>;\nconst x = <T,>(a: T) => <T>a;\n',
	'unfinished.ts': 'import {\nexport async function (a, { signal: { timeout = fetch(\nif (process.on("SIGTERM", async () => { for await (const x of Promise.all(items.map(async (i) => { await fetch(i, { signal\n',
	'empty.ts': '',
	'only-comments.ts': '// groundwire-ignore\n/* groundwire-ignore missing-timeout -- */\n// groundwire-ignore missing-timeout -- x',
	'chain.ts': `await a${'.then((x) => x)'.repeat(90)}.catch(() => {});\nconst s = ${'"a" + '.repeat(400)}"b";\nfetch(s);\n`,
	'nested.ts': `${'Promise.all(xs.map(async (x) => { '.repeat(30)}await fetch(x);${' }));'.repeat(30)}\n${'try { '.repeat(40)}fetch(a);${' } catch (e) { logger.error(e); }'.repeat(40)}\n`,
	'many.ts': `${Array.from({ length: 800 }, (_, index) => `export const f${index} = (a) => f${(index * 7 + 1) % 800}({ ...a, timeout: a.timeout });`).join('\n')}\nawait fetch("https://a", f0(f1(f2({}))));\n`,
	'all-bound.ts': `${Array.from({ length: 300 }, (_, index) => `let v${index} = cond ? v${(index + 1) % 300} : { ...v${(index + 2) % 300} };`).join('\n')}\nawait axios.get("https://a", v0);\n`,
};

const CUTS = 4;

/** The fixtures of the rules with tokens cut out, doubled and swapped, by a seed: nearly right code of the kind that extractors look for. */
export function garbled(count: number, seed: number): Readonly<Record<string, string>> {
	const random = seeded(seed);
	const originals = fixtures(POLICIES);
	return Object.fromEntries(
		Array.from({ length: count }, (_, index) => {
			const { path, text } = originals[Math.floor(random() * originals.length)] ?? { path: 'empty.ts', text: '' };
			return [`garbled${index}${/\.[a-z]+$/.exec(path)?.[0] ?? '.ts'}`, garble(text, random)];
		}),
	);
}

function fixtures(folder: string): { readonly path: string; readonly text: string }[] {
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => isCodePath(name)).sort();
	return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile()).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function garble(text: string, random: () => number): string {
	const tokens = tokensOf(text);
	for (let cut = 0; cut < CUTS && tokens.length > 1; cut += 1) {
		const at = Math.floor(random() * tokens.length);
		const length = 1 + Math.floor(random() * 5);
		const kind = random();
		if (kind < 0.4) tokens.splice(at, length);
		else if (kind < 0.7) tokens.splice(at, 0, ...tokens.slice(at, at + length));
		else tokens.splice(at, 0, ...tokens.splice(Math.floor(random() * tokens.length), length));
	}
	return tokens.join('');
}

/** With the white space before each. */
function tokensOf(text: string): string[] {
	const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
	const tokens: string[] = [];
	let token = '';
	for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
		token += scanner.getTokenText();
		if (kind === ts.SyntaxKind.WhitespaceTrivia || kind === ts.SyntaxKind.NewLineTrivia) continue;
		tokens.push(token);
		token = '';
	}
	return tokens;
}
