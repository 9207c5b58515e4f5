/**
 * What OPA's `sprintf` prints: Go's fmt over the four types that OPA hands it (int64, big.Int, float64, string).
 * https://pkg.go.dev/fmt gives the grammar of a verb and the texts of its errors.
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
	// Go prints nothing of a zero without digits.
	if (value === 0n && spec.precision === 0) return ' '.repeat(spec.width);
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
			const text = exponential(size, spec.precision ?? 6);
			return padNumber(negative, spec.verb === 'E' ? text.toUpperCase() : text, spec, true);
		}
		case 'v':
		case 'g':
		case 'G': {
			const text = spec.precision === undefined ? goFloat(size) : general(size, spec.precision);
			return padNumber(negative, spec.verb === 'G' ? text.toUpperCase() : text, spec, true);
		}
		case 'x':
		case 'X': {
			const text = hexadecimal(size, spec.precision);
			return padNumber(negative, spec.verb === 'X' ? text.toUpperCase() : text, spec, true);
		}
		case 'b':
			return padNumber(negative, binary(size), spec, true);
		default:
			return undefined;
	}
}

const FRACTION_BITS = 52n;
const HIDDEN = 1n << FRACTION_BITS;

/** A float's fraction with its leading one, and the power of two of its last bit. */
function mantissa(size: number): { readonly digits: bigint; readonly power: number } {
	const bits = new DataView(Float64Array.of(size).buffer).getBigUint64(0, true);
	const exponentBits = Number(bits >> FRACTION_BITS);
	const fraction = bits & (HIDDEN - 1n);
	return { digits: exponentBits === 0 ? fraction : fraction | HIDDEN, power: Math.max(exponentBits, 1) - 1_075 };
}

function binary(size: number): string {
	const { digits, power } = mantissa(size);
	return `${digits}p${power < 0 ? '' : '+'}${power}`;
}

/** One digit before the point, each one after it four bits, rounded to even. */
function hexadecimal(size: number, precision: number | undefined): string {
	let { digits, power } = mantissa(size);
	if (digits === 0n) return `0x0${precision === undefined || precision === 0 ? '' : `.${'0'.repeat(precision)}`}p+00`;
	for (; digits < HIDDEN; power--) digits <<= 1n;
	const places = Math.min(precision ?? 13, 13);
	const unit = 1n << (FRACTION_BITS - BigInt(places) * 4n);
	const rest = digits % unit;
	digits -= rest;
	if (rest * 2n > unit || (rest * 2n === unit && (digits / unit) % 2n === 1n)) digits += unit;
	if (digits >= HIDDEN * 2n) {
		digits >>= 1n;
		power++;
	}
	const hex = (digits - HIDDEN).toString(16).padStart(13, '0');
	const shown = precision === undefined ? hex.replace(/0+$/, '') : hex.slice(0, places).padEnd(precision, '0');
	const scale = power + Number(FRACTION_BITS);
	return `0x1${shown === '' ? '' : `.${shown}`}p${scale < 0 ? '-' : '+'}${String(Math.abs(scale)).padStart(2, '0')}`;
}

/** The number times a power of ten, rounded to even at a tie, as Go does on the exact value; JavaScript's own methods round up. */
function scaled(size: number, shift: number): bigint {
	const { digits, power } = mantissa(size);
	const top = digits * 2n ** BigInt(Math.max(power, 0)) * 10n ** BigInt(Math.max(shift, 0));
	const bottom = 2n ** BigInt(Math.max(-power, 0)) * 10n ** BigInt(Math.max(-shift, 0));
	const whole = top / bottom;
	const rest = (top % bottom) * 2n;
	return rest > bottom || (rest === bottom && whole % 2n === 1n) ? whole + 1n : whole;
}

function fixed(size: number, precision: number): string {
	const text = String(scaled(size, precision)).padStart(precision + 1, '0');
	return precision === 0 ? text : `${text.slice(0, -precision)}.${text.slice(-precision)}`;
}

function exponential(size: number, precision: number): string {
	let power = size === 0 ? 0 : powerOf(size);
	let digits = String(scaled(size, precision - power)).padEnd(precision + 1, '0');
	// The shortest text that reads back as the number may round it up to a power of ten; so may the precision.
	if (size !== 0 && scaled(size, precision - power) < 10n ** BigInt(precision)) digits = String(scaled(size, precision - --power));
	if (digits.length > precision + 1) power++;
	const decimals = digits.slice(1, precision + 1);
	return `${digits.slice(0, 1)}${decimals === '' ? '' : `.${decimals}`}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function powerOf(size: number): number {
	return Number(size.toExponential().split('e')[1]);
}

/** The shortest text that reads back as the number, with an exponent below 1e-4 and from 1e6 on. */
function goFloat(value: number): string {
	const size = Math.abs(value);
	const sign = value < 0 || Object.is(value, -0) ? '-' : '';
	if (size === 0) return `${sign}0`;
	return size < 1e-4 || powerOf(size) >= SHORTEST ? sign + size.toExponential().replace(/e([+-])(\d)$/, 'e$10$2') : sign + String(size);
}

/** Go decides by six digits, however many the shortest text has. */
const SHORTEST = 6;

function general(size: number, precision: number): string {
	const digits = Math.max(precision, 1);
	const text = exponential(size, digits - 1);
	const power = Number(text.split('e')[1]);
	if (power < -4 || power >= digits) return text.replace(/\.?0+e/, 'e');
	const whole = fixed(size, digits - 1 - power);
	return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
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
