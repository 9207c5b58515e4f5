const NAME = /^[A-Za-z_][\w-]*$/;

/** A value as an HCL expression on one line; undefined for what has none. */
export function renderHcl(value: unknown): string | undefined {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return joined(value.map(renderHcl), (items) => `[${items.join(', ')}]`);
	if (typeof value !== 'object') return undefined;
	const entries = Object.entries(value).map(([key, item]) => {
		const text = renderHcl(item);
		return text === undefined ? undefined : `${NAME.test(key) ? key : quoted(key)} = ${text}`;
	});
	return joined(entries, (items) => (items.length === 0 ? '{}' : `{ ${items.join(', ')} }`));
}

function joined(parts: readonly (string | undefined)[], join: (parts: readonly string[]) => string): string | undefined {
	const texts = parts.filter((part) => part !== undefined);
	return texts.length === parts.length ? join(texts) : undefined;
}

/** Of JSON's escapes HCL lacks two; and no template must begin in the text. */
function quoted(text: string): string {
	return JSON.stringify(text)
		.replace(/\\(.)/g, (escape, letter: string) => LACKING[letter] ?? escape)
		.replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
}

const LACKING: Readonly<Record<string, string>> = { b: '\\u0008', f: '\\u000c' };
