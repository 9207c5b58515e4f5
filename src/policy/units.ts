/**
 * OPA's `units.parse` and `units.parse_bytes`: amounts such as `500m`, `1.5Gi` or `10MB`. Answers are exact: JSON text, since
 * some do not fit a JavaScript number. `undefined` where OPA has no answer.
 */
const AMOUNT = /^"?([+-]?)(\d*)(?:\.(\d+)|\.)?(?:[eE]([+-]?\d{1,6}))?([A-Za-z]*)"?$/;
const LETTERS = ['', 'k', 'm', 'g', 't', 'p', 'e'];

/** A decimal number as `digits` over a power of ten. */
interface Amount {
	readonly digits: bigint;
	readonly scale: number;
	readonly unit: string;
}

/** `m` is milli and `M` mega; apart from that case does not count. */
export function parseUnits(text: string): string | undefined {
	const amount = readAmount(text);
	if (amount === undefined) return undefined;
	if (amount.unit === 'm') return numberText(amount, MILLI, MILLI_PARTS);
	const factor = factorOf(amount.unit.toLowerCase());
	return factor === undefined ? undefined : numberText(amount, factor);
}

/** Bytes, rounded down; a trailing `b` is allowed. */
export function parseBytes(text: string): string | undefined {
	const amount = readAmount(text);
	if (amount === undefined) return undefined;
	const factor = factorOf(amount.unit.toLowerCase().replace(/(?<=.)b$/, ''));
	if (factor === undefined) return undefined;
	const [top, bottom] = fraction(amount, factor);
	return String(top / bottom);
}

function readAmount(text: string): Amount | undefined {
	const match = AMOUNT.exec(text);
	if (match === null) return undefined;
	const [, sign, whole = '', decimals = '', power = '0', unit = ''] = match;
	if (whole + decimals === '') return undefined;
	const digits = BigInt(whole + decimals);
	return { digits: sign === '-' ? -digits : digits, scale: decimals.length - Number(power), unit };
}

function factorOf(unit: string): bigint | undefined {
	const binary = unit.length === 2 && unit.endsWith('i');
	const power = LETTERS.indexOf(binary ? unit.slice(0, 1) : unit);
	return power < 0 ? undefined : (binary ? 1024n : 1000n) ** BigInt(power);
}

/** OPA's milli is the float nearest to a thousandth, so that `1000m` is 1.0000000000. */
const MILLI = 1_152_921_504_606_847n;
const MILLI_PARTS = 2n ** 60n;

function fraction(amount: Amount, factor: bigint): readonly [bigint, bigint] {
	const top = amount.digits * factor;
	return amount.scale >= 0 ? [top, 10n ** BigInt(amount.scale)] : [top * 10n ** BigInt(-amount.scale), 1n];
}

function numberText(amount: Amount, factor: bigint, parts = 1n): string {
	const [top, whole] = fraction(amount, factor);
	const bottom = whole * parts;
	return top % bottom === 0n ? String(top / bottom) : tenDecimals(top, bottom);
}

const PLACES = 10;

/** OPA writes a fraction with ten decimals, the last one rounded away from zero. */
function tenDecimals(top: bigint, bottom: bigint): string {
	const size = top < 0n ? -top : top;
	const digits = String((size * 10n ** BigInt(PLACES) * 2n + bottom) / (bottom * 2n)).padStart(PLACES + 1, '0');
	return `${top < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}
