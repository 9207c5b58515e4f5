/** Narrowings of what JSON or YAML gave: the one place where `unknown` becomes something with keys. */

/** An object with keys, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one where there is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
	return isRecord(value) ? value : {};
}

export function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
