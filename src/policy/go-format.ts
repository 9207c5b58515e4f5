/**
 * What OPA's `sprintf` prints: Go's fmt over the four types that OPA hands it (int64, big.Int, float64, string).
 * https://pkg.go.dev/fmt gives the grammar of a verb and the texts of its errors. Not done: floats by %x and %b.
 */
export type GoValue =
	| { readonly type: 'int64' | '*big.Int'; readonly value: bigint }
	| { readonly type: 'float64'; readonly value: number }
	| { readonly type: 'string'; readonly value: string };

interface Spec {
	readonly flags: string;
	readonly width: number;
	readonly precision: number | undefined;
	readonly verb: string;
}

const SPEC = /%([ +\-#0]*)(\[[^\]]*\])?(\*|\d*)(?:(\.)(\[\d+\])?(\*|\d*))?(\[[^\]]*\])?([^]|$)/gu;

/** Formats as Go does, wrong verbs and missing or spare arguments included. */
export function goSprintf(format: string, args: readonly GoValue[]): string {
	let next = 0;
	let reordered = false;
	const text = format.replace(SPEC, (...match) => {
		const [, flags = '', early, width = '', dot, , precision = '', late, verb = ''] = match as (string | undefined)[];
		if (verb === '') return '%!(NOVERB)';
		if (verb === '%') return '%';
		const star = (size: string): number => (size === '*' ? Number(args[next++]?.value ?? 0) : Number(size));
		const wide = star(width);
		const spec = { flags, width: wide, precision: dot === undefined ? undefined : star(precision), verb };
		const index = early ?? late;
		if (index !== undefined) {
			reordered = true;
			next = /^\[[1-9]\d*\]$/.test(index) ? Number(index.slice(1, -1)) - 1 : args.length + 1;
			if (next >= args.length) return `%!${verb}(BADINDEX)`;
		}
		const arg = args[next++];
		return arg === undefined ? `%!${verb}(MISSING)` : formatOne(spec, arg);
	});
	const extra = reordered ? [] : args.slice(next);
	return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.map((arg) => `${arg.type}=${plain(arg)}`).join(', ')})`;
}

function formatOne(spec: Spec, arg: GoValue): string {
	if (spec.verb === 'T') return pad(arg.type, spec, false);
	return formatValue(spec, arg) ?? wrongVerb(spec, arg);
}

function formatValue(spec: Spec, arg: GoValue): string | undefined {
	if (arg.type === 'string') return formatString(spec, arg.value);
	return arg.type === 'float64' ? formatFloat(spec, arg.value) : formatInteger(spec, arg.value, arg.type === '*big.Int');
}

/** Go shows the value by `%v` with the flags that were asked for; `big.Int` formats itself and knows no flags. */
function wrongVerb(spec: Spec, arg: GoValue): string {
	if (arg.type === '*big.Int') return `%!${spec.verb}(big.Int=${arg.value})`;
	return `%!${spec.verb}(${arg.type}=${formatValue({ ...spec, verb: 'v' }, arg) ?? ''})`;
}

function plain(arg: GoValue): string {
	return arg.type === 'float64' ? goFloat(arg.value) : String(arg.value);
}

function formatString(spec: Spec, value: string): string | undefined {
	const cut = spec.precision === undefined ? value : Array.from(value).slice(0, spec.precision).join('');
	switch (spec.verb) {
		case 's':
			return pad(cut, spec, false);
		case 'v':
			return pad(spec.flags.includes('#') ? goQuote(cut) : cut, spec, false);
		case 'q':
			return pad(spec.flags.includes('#') && !cut.includes('`') ? `\`${cut}\`` : goQuote(cut, spec.flags.includes('+')), spec, false);
		case 'x':
		case 'X': {
			const hex = Buffer.from(value, 'utf8').subarray(0, spec.precision).toString('hex');
			return pad(spec.verb === 'X' ? hex.toUpperCase() : hex, spec, false);
		}
		default:
			return undefined;
	}
}

const RADIX: Readonly<Record<string, number>> = { d: 10, v: 10, x: 16, X: 16, o: 8, O: 8, b: 2 };
const PREFIX: Readonly<Record<string, string>> = { x: '0x', X: '0X', o: '0', b: '0b' };

/** A `big.Int` formats itself: as a text too, never as a character. */
function formatInteger(spec: Spec, value: bigint, big: boolean): string | undefined {
	if (spec.verb === 'c' || spec.verb === 'q' || spec.verb === 'U') return big ? undefined : formatRune(spec, value);
	const radix = big && spec.verb === 's' ? 10 : RADIX[spec.verb];
	if (radix === undefined) return undefined;
	const magnitude = (value < 0n ? -value : value).toString(radix).padStart(spec.precision ?? 0, '0');
	const prefix = spec.verb === 'O' ? '0o' : spec.flags.includes('#') ? (PREFIX[spec.verb] ?? '') : '';
	return padNumber(value < 0n, prefix + (spec.verb === 'X' ? magnitude.toUpperCase() : magnitude), spec, spec.precision === undefined);
}

function formatRune(spec: Spec, value: bigint): string {
	const valid = value >= 0n && value <= 0x10ffffn;
	if (spec.verb === 'U') return pad(`U+${BigInt.asUintN(64, value).toString(16).toUpperCase().padStart(4, '0')}`, spec, false);
	const rune = valid ? String.fromCodePoint(Number(value)) : '\uFFFD';
	return pad(spec.verb === 'c' ? rune : `'${goQuote(rune).slice(1, -1).replace('\\"', '"').replace(/^'$/, "\\'")}'`, spec, false);
}

function formatFloat(spec: Spec, value: number): string | undefined {
	const size = Math.abs(value);
	const negative = value < 0 || Object.is(value, -0);
	switch (spec.verb) {
		case 'f':
		case 'F':
			return padNumber(negative, fixed(size, spec.precision ?? 6), spec, true);
		case 'e':
		case 'E': {
			const text = exponent(size.toExponential(spec.precision ?? 6));
			return padNumber(negative, spec.verb === 'E' ? text.toUpperCase() : text, spec, true);
		}
		case 'v':
		case 'g':
		case 'G': {
			const text = spec.precision === undefined ? goFloat(size) : general(size, spec.precision);
			return padNumber(negative, spec.verb === 'G' ? text.toUpperCase() : text, spec, true);
		}
		default:
			return undefined;
	}
}

/** JavaScript writes large numbers with an exponent and rounds no further than 100 digits. */
function fixed(size: number, precision: number): string {
	if (size < 1e21) return size.toFixed(Math.min(precision, 100));
	return precision === 0 ? BigInt(size).toString() : `${BigInt(size)}.${'0'.repeat(precision)}`;
}

/** The shortest text that reads back as the number, with an exponent below 1e-4 and from 1e21 on. */
function goFloat(value: number): string {
	const size = Math.abs(value);
	if (size !== 0 && size < 1e-4) return exponent(value.toExponential());
	return size >= 1e21 ? exponent(value.toExponential()) : String(value);
}

function general(size: number, precision: number): string {
	const digits = Math.max(precision, 1);
	const power = size === 0 ? 0 : Number(size.toExponential(digits - 1).split('e')[1]);
	if (power < -4 || power >= digits) return exponent(size.toExponential(digits - 1).replace(/\.?0+e/, 'e'));
	const text = size.toFixed(Math.max(digits - 1 - power, 0));
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Go writes at least two digits of exponent. */
function exponent(text: string): string {
	return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function padNumber(negative: boolean, digits: string, spec: Spec, zeros: boolean): string {
	const sign = negative ? '-' : spec.flags.includes('+') ? '+' : spec.flags.includes(' ') ? ' ' : '';
	if (zeros && spec.flags.includes('0') && !spec.flags.includes('-')) return sign + digits.padStart(spec.width - sign.length, '0');
	return pad(sign + digits, spec, true);
}

/** Width counts code points. A `0` pads strings with zeros too, as Go does. */
function pad(text: string, spec: Spec, number: boolean): string {
	const missing = spec.width - Array.from(text).length;
	if (missing <= 0) return text;
	if (spec.flags.includes('-')) return text + ' '.repeat(missing);
	return (spec.flags.includes('0') && !number ? '0' : ' ').repeat(missing) + text;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"',
};

/** Go's strconv.Quote: what is not printable is escaped. */
export function goQuote(text: string, ascii = false): string {
	let quoted = '';
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		const printable = ascii ? code >= 0x20 && code < 0x7f : character === ' ' || !/[\p{C}\p{Z}]/u.test(character);
		quoted += ESCAPES[character] ?? (printable ? character : escapeCode(code));
	}
	return `"${quoted}"`;
}

function escapeCode(code: number): string {
	if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
	return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
