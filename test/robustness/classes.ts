import { below, noisy, pick, type Random, restructured } from './mutations.ts';
import { planted } from './plants.ts';
import type { Seed } from './seeds.ts';

export const CLASSES = ['A1 size', 'A2 nesting', 'A3 expansion', 'A4 no text', 'A5 names', 'A6 encoding', 'A7 syntax', 'A8 patterns', 'A9 prototypes', 'A10 evaluation'] as const;
export type HostileClass = (typeof CLASSES)[number];

/** One input: a file that nobody should have written. */
export interface Input {
	readonly hostile: HostileClass;
	readonly seed: Seed;
	readonly path: string;
	readonly bytes: Buffer;
	/** Something dangerous stands in it that must be found, unless the file is listed as not analysed. */
	readonly planted: boolean;
}

type Made = { readonly text: string | Buffer; readonly path?: string };
type Maker = (seed: Seed, random: Random) => Made;

const repeat = (text: string, times: number): string => text.repeat(times);
const isYaml = ({ path }: Seed): boolean => /\.ya?ml$/.test(path);
const isHcl = ({ path }: Seed): boolean => /\.(?:tf|tfvars)$/.test(path);
const isJson = ({ path }: Seed): boolean => path.endsWith('.json');

/** As many lines of the seed's own comments, keys or statements as it takes. */
function longer({ text, path, format }: Seed, random: Random): Made {
	const lines = pick(random, [50, 800, 6_000]);
	const filler = isJson({ text, path, format }) ? ' ' : format === 'dns' ? '; x' : format === 'code' ? '// x' : '# x';
	const wide = random() < 0.2 ? `${filler.trim() === '' ? ' ' : filler}${repeat('x', 25_000)}\n` : '';
	return { text: `${text}\n${wide}${repeat(`${filler}\n`, lines)}` };
}

function deep(seed: Seed, random: Random): Made {
	const depth = pick(random, [20, 90, 99, 100, 101, 200, 2_000]);
	const [open, close] = pick(random, [['[', ']'], ['{', '}'], ['(', ')'], ['[{a: ', '}]'], ['f(', ')'], ['a ? ', ' : b'], ['`${', '}`'], ['<a>', '</a>'], ['!', ''], ['- ', ''], ['"${', '}"'], ['if (a) ', ';'], ['A<', '>']] as const);
	const nest = `${repeat(open, depth)}1${random() < 0.7 ? repeat(close, depth) : ''}`;
	if (isYaml(seed) && random() < 0.4) return { text: `${seed.text}\nx:\n${Array.from({ length: Math.min(depth, 180) }, (_, index) => `${repeat(' ', index + 1)}k:`).join('\n')} 1\n` };
	if (isYaml(seed)) return { text: `${seed.text}\nx: ${nest}\n` };
	if (isHcl(seed)) return { text: `${seed.text}\nlocals {\n  x = ${nest}\n}\n` };
	if (isJson(seed)) return { text: seed.text.replace('{', () => `{"x": ${nest}, `) };
	return { text: `${seed.text}\n${seed.format === 'code' ? 'const x = ' : 'RUN '}${nest}\n` };
}

function expanding(seed: Seed, random: Random): Made {
	const levels = 3 + below(random, 10);
	const laughs = ['x0: &x0 [lol]', ...Array.from({ length: levels }, (_, index) => `x${index + 1}: &x${index + 1} [${Array.from({ length: 2 + below(random, 8) }, () => `*x${index}`).join(', ')}]`)].join('\n');
	const merges = ['m0: &m0 {a: 1}', ...Array.from({ length: levels }, (_, index) => `m${index + 1}: &m${index + 1} {<<: [*m${index}, *m${index}], k${index}: *m${index}}`)].join('\n');
	const self = 'me: &me {me: *me, list: [*me, {<<: *me}]}';
	const keys = Array.from({ length: pick(random, [10, 3_000]) }, (_, index) => `k${index}: {a: ${index}}`).join('\n');
	return { text: `${pick(random, [laughs, merges, self, keys, `${keys}\n${keys}`])}\n${seed.text}` };
}

const ARCHIVES = [Buffer.from('504b0304140000000800', 'hex'), Buffer.from('1f8b0800000000000003', 'hex'), Buffer.from('7f454c4602010100', 'hex'), Buffer.from('0061736d01000000', 'hex'), Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n'), Buffer.from('%PDF-1.7\n'), Buffer.alloc(0)];

function noText({ text }: Seed, random: Random): Made {
	const bytes = Buffer.from(text);
	return { text: pick(random, [() => Buffer.concat([pick(random, ARCHIVES), bytes]), () => pick(random, ARCHIVES), () => Buffer.concat([bytes, Buffer.from([0])]), () => noisy(bytes, random), () => Buffer.from(Array.from({ length: below(random, 600) }, () => below(random, 256)))])() };
}

const NAMES = ['-rf', '--output=x', 'a b', 'a\nb', 'a\tb', '\u202egnp', 'é', 'e\u0301', '\u{1f680}', "a'b", 'a"b', 'a`b`', '$(id)', '%2e%2e', '..a', 'a\\b', 'CON', '<img>', '[x](y)', '@a', '::error::x', '\u001b[31m', '*', '?', '~', '{a,b}', 'x'.repeat(180), '__proto__', 'constructor', 'templates', 'charts'];

function oddlyNamed({ text, path }: Seed, random: Random): Made {
	const folders = Array.from({ length: 1 + below(random, 3) }, () => pick(random, NAMES));
	return { text, path: [...folders, ...path.split('/')].join('/') };
}

function encoded({ text }: Seed, random: Random): Made {
	const bytes = Buffer.from(text);
	return {
		text: pick(random, [
			() => Buffer.from(`\uFEFF${text}`), () => Buffer.from(`\uFEFF\uFEFF${text}`), () => Buffer.from(`\uFEFF${text}`, 'utf16le'), () => Buffer.from(text, 'latin1'), () => Buffer.from(text.replaceAll('\n', '\r\n')), () => Buffer.from(text.replaceAll('\n', '\r')),
			() => Buffer.from(text.replaceAll(' ', () => (random() < 0.05 ? pick(random, ['\u00a0', '\u2028', '\u200b', '\u3000', '\u202e', '\u2029', '\v', '\f', '\u0085']) : ' '))), () => Buffer.concat([bytes, Buffer.from([0xc3])]), () => Buffer.concat([bytes.subarray(0, below(random, bytes.length + 1)), Buffer.from([0xff, 0xfe]), bytes]),
			() => Buffer.from(text.replaceAll(/[aeo]/gu, (letter) => (random() < 0.02 ? pick(random, ['а', 'е', 'о', '\u0301', '\u{e0061}']) : letter))), () => Buffer.from(`${text}\u0000`),
		])(),
	};
}

/** Long runs of what a careless pattern tries again and again. */
function patterned(seed: Seed, random: Random): Made {
	const run = repeat(pick(random, [' ', '\t', 'a', 'a.', '-', '/*', '*', '{{', '${', '${{ ', '"', "'", '\\', '(', '<', '=', '&&', '||', '::', 'a:', '..', '%', '{#', '`', '@', '0', '1e', '\u00a0', 'groundwire-ignore ', 'DO NOT EDIT ']), pick(random, [40, 900, 4_500])).slice(0, 19_000);
	const comment = isJson(seed) ? '' : seed.format === 'code' ? '//' : seed.format === 'dns' ? ';' : '#';
	const quoted = JSON.stringify(run);
	const line = pick(random, [`${comment} ${run}`, seed.format === 'code' ? `const x = ${quoted};` : isHcl(seed) ? `locals {\n  x = ${quoted}\n}` : isYaml(seed) ? `x: ${quoted}` : run, run]);
	const repeated = repeat(`${line}\n`, pick(random, [1, 1, 12]));
	return { text: random() < 0.5 ? `${seed.text}\n${repeated}` : `${repeated}${seed.text}` };
}

const OWN = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'length', 'then', 'isPrototypeOf'];

function polluting(seed: Seed, random: Random): Made {
	const key = pick(random, OWN);
	if (isYaml(seed)) return { text: pick(random, [`${key}: {polluted: true, prototype: {polluted: true}}\n${seed.text}`, seed.text.replaceAll(/[\w-]+(?=:)/gu, (word) => (random() < 0.15 ? pick(random, OWN) : word)), `x: &x {__proto__: {polluted: true}}\ny: {<<: *x}\n${seed.text}`]) };
	if (isHcl(seed)) return { text: pick(random, [`locals {\n  ${key} = { __proto__ = { polluted = true } }\n}\n${seed.text}`, seed.text.replaceAll(/\w+(?=\s*[={])/gu, (word) => (random() < 0.15 ? pick(random, OWN) : word)), seed.text.replaceAll(/"\w+"/gu, (word) => (random() < 0.15 ? `"${pick(random, OWN)}"` : word))]) };
	if (isJson(seed)) return { text: pick(random, [seed.text.replace('{', () => `{"${key}": {"polluted": true},`), seed.text.replaceAll(/"[\w-]+"(?=:)/gu, (word) => (random() < 0.15 ? `"${pick(random, OWN)}"` : word))]) };
	if (seed.format === 'code') return { text: pick(random, [`const ${key} = { __proto__: { polluted: true }, ${key}: 1, [${key}]: {} };\n${seed.text}`, seed.text.replaceAll(/\b[a-z]\w{3,}\b/gu, (word) => (random() < 0.08 ? pick(random, OWN) : word))]) };
	return { text: seed.text.replaceAll(/\b\w{2,}\b/gu, (word) => (random() < 0.1 ? pick(random, OWN) : word)) };
}

const BOMBS = [
	'[for i in range(1024) : [for j in range(1024) : "${i}${j}"]]', 'join("", [for i in range(1000) : format("%0999d", i)])', 'format("%999999999d", 1)', 'pow(99999, 99999)', 'setproduct(range(1000), range(1000), range(1000))', 'range(1e9)', 'jsondecode("[${join(",", range(1000))}]")', 'regexall("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")',
	'replace(join("", range(1000)), "/(.*)*x/", "y")', 'local.x', '[local.x, local.x]', 'merge(local.x, { x = local.x })', 'templatefile("main.tf", {})', 'file("/etc/passwd")', 'base64gunzip("H4sIAAAAAAAAAw==")', 'cidrsubnets("10.0.0.0/8", [for i in range(1000) : 8]...)', 'yamldecode("a: &a [*a]")', 'flatten([for i in range(500) : [[[[i]]]]])', 'timestamp()', 'uuid()', 'bcrypt("x", 30)',
	'<<EOT\n${repeat}\n%{ for i in range(100000) }x%{ endfor }\nEOT', '"%{ for a in range(1000) }%{ for b in range(1000) }x%{ endfor }%{ endfor }"', 'sha512(join("", [for i in range(1024) : "x"]))', 'substr("x", -99999999999, 99999999999)', 'element([], 0)', 'try(null, null...)', '(((((1)))))', 'null[0].a["b"][*].c', 'provider::x::y(1)', 'ephemeral.x', 'each.value', 'self.x',
];

function evaluated(seed: Seed, random: Random): Made {
	const bombs = Array.from({ length: 1 + below(random, 3) }, (_, index) => `  x${index === 0 ? '' : index} = ${pick(random, BOMBS)}`).join('\n');
	if (seed.path.endsWith('.tf')) return { text: pick(random, [`${seed.text}\nlocals {\n${bombs}\n}\n`, `${seed.text}\nlocals {\n${bombs}\n}\nresource "aws_s3_bucket" "x" {\n  count  = local.x\n  bucket = local.x\n}\n`, seed.text.replace(/=\s*[^\n{[]+$/mu, () => `= ${pick(random, BOMBS)}`)]) };
	if (seed.path.endsWith('.tfvars')) return { text: `${seed.text}\n${bombs}\n` };
	if (seed.format === 'cloudformation') return { text: seed.text.replace(/: [^\n{}[\]]+$/mu, () => `: ${pick(random, ['!Sub "${A}${B}${AWS::Region}${!x}"', '!If [A, !If [A, !Ref B, !Ref C], !Ref A]', '!Join ["", [!Ref A, !Join ["", []]]]', '!Select [99, !Split [",", !Ref A]]', '{"Fn::Sub": ["${A}", {A: {"Fn::Sub": "${A}"}}]}', '!FindInMap [A, B, !Ref C]', '!Transform {Name: x}'])}`) };
	if (seed.format === 'alerts') return { text: seed.text.replace(/expr: .*$/mu, () => `expr: ${pick(random, [`'${repeat('(', 90)}up${repeat(')', 90)}'`, `'${repeat('sum(', 60)}up${repeat(')', 60)}'`, `'${repeat('up + ', 900)}up'`, "'up{a=~\"(a+)+$\"}[5m:] offset -1y'", "'rate('", "'up @ end() > bool 1e999'", "'{__name__=~\".+\"}'"])}`) };
	if (seed.format === 'actions') return { text: seed.text.replace(/run: .*$/mu, () => `run: ${pick(random, [`"${repeat('$(', 80)}id${repeat(')', 80)}"`, `"${repeat('a && ', 900)}b"`, "'cat <<EOF'", `"${repeat('if a; then ', 70)}b"`, "'${{ format(''{0}{0}'', github) }}'", "\"${a:-${b:-${c:-d}}}\""])}`) };
	return { text: restructured(seed.text, random) };
}

const GENERATORS: Readonly<Record<HostileClass, Maker>> = {
	'A1 size': longer,
	'A2 nesting': deep,
	'A3 expansion': expanding,
	'A4 no text': noText,
	'A5 names': oddlyNamed,
	'A6 encoding': encoded,
	'A7 syntax': (seed, random) => ({ text: restructured(seed.text, random) }),
	'A8 patterns': patterned,
	'A9 prototypes': polluting,
	'A10 evaluation': evaluated,
};

/** Which seeds a class is about; the others say nothing there. */
const ABOUT: { readonly [C in HostileClass]?: (seed: Seed) => boolean } = {
	'A3 expansion': isYaml,
	'A10 evaluation': (seed) => isHcl(seed) || ['cloudformation', 'alerts', 'actions'].includes(seed.format),
};

/** Hostile inputs without end, the same for the same random numbers: half of them are broken syntax, the rest is of all classes. */
export function* inputs(seeds: readonly Seed[], random: Random): Generator<Input, never> {
	const byFormat = [...Map.groupBy(seeds, ({ format }) => format).values()];
	for (;;) {
		const hostile = random() < 0.45 ? 'A7 syntax' : pick(random, CLASSES);
		const seed = pick(random, pick(random, byFormat));
		if (ABOUT[hostile]?.(seed) === false) continue;
		const { text, path = seed.path } = GENERATORS[hostile](seed, random);
		const whole = typeof text === 'string' && random() < 0.7 ? planted(seed.format, seed.path, text) : undefined;
		yield { hostile, seed, path, bytes: Buffer.from(whole ?? text), planted: whole !== undefined };
	}
}
