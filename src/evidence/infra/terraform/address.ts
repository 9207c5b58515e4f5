type Path = readonly (string | number)[];

/** How a module names what stands at a path: `aws_s3_bucket.logs`, `data.aws_iam_policy_document.x`, `module.m`, `var.region`. Undefined at the top. */
export function addressAt([kind, first, second]: Path): string | undefined {
	const label = first === undefined ? undefined : String(first);
	if (kind === undefined || label === undefined) return kind === 'terraform' ? 'terraform' : undefined;
	if (kind === 'resource') return second === undefined ? label : `${label}.${second}`;
	if (kind === 'data') return second === undefined ? `data.${label}` : `data.${label}.${second}`;
	if (kind === 'variable') return `var.${label}`;
	if (kind === 'locals') return second === undefined ? 'locals' : `local.${second}`;
	return kind === 'terraform' ? 'terraform' : `${kind}.${label}`;
}

/** Labels of a block, by its kind; a block inside another has none that matter here. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, ephemeral: 2, module: 1, variable: 1, output: 1, provider: 1, check: 1, locals: 0, terraform: 0 };

/** The first line of the block at a path as it is usually written, without its brace: `resource "aws_s3_bucket" "logs"`. Undefined where no block stands. */
export function headerAt(path: Path): string | undefined {
	if (typeof path.at(-1) !== 'number') return undefined;
	const [kind, ...rest] = path;
	const labels = LABELS[String(kind)];
	if (labels !== undefined && rest.length === labels + 1) return [String(kind), ...rest.slice(0, labels).map((label) => `"${label}"`)].join(' ');
	const name = path.at(-2);
	return typeof name === 'string' ? name : undefined;
}

const BLOCK = /^\/(?:(?:resource|data|ephemeral)\/[^/]+\/[^/]+|(?:module|variable|output|provider)\/[^/]+)\/[0-9]+$/;
const LOCAL = /^\/locals\/[0-9]+\/[^/]+$/;

/** The address of a block, or of one local value, by the pointer to it; undefined for what is inside or around. */
export function blockAt(pointer: string): string | undefined {
	return BLOCK.test(pointer) || LOCAL.test(pointer) ? addressAt(pointer.split('/').slice(1)) : undefined;
}

/** Does an evaluated value refer to what stands at an address? */
export function mentions(value: unknown, address: string): boolean {
	const text = JSON.stringify(value) ?? '';
	return text.includes(`"${address}"`) || text.includes(`"${address}.`) || text.includes(`"${address}[`);
}
