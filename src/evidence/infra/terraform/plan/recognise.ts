/** Could these bytes be a plan as `terraform show -json` or `tofu show -json` writes it? Most are one long line. */
export function looksLikePlan(path: string, bytes: Uint8Array): boolean {
	if (!path.toLowerCase().endsWith('.json') || path.toLowerCase().endsWith('.tf.json')) return false;
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return text.includes('"format_version"') && (text.includes('"resource_changes"') || text.includes('"planned_values"'));
}

/** Is this what people call the file of a plan? Such a file may be larger than others. */
export function isPlanName(path: string): boolean {
	return /(?:^|\/)[^/]*plan[^/]*\.json$/i.test(path);
}
