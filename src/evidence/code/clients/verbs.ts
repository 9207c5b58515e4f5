export const VERBS_WITHOUT_BODY = ['get', 'delete', 'head', 'options'];
export const VERBS_WITH_BODY = ['post', 'put', 'patch'];
export const ALL_VERBS = [...VERBS_WITHOUT_BODY, ...VERBS_WITH_BODY];

/** `get(url, options)`, and the same index for every verb. */
export function verbs(names: readonly string[], index: number): Record<string, number> {
	return Object.fromEntries(names.map((name) => [name, index]));
}
