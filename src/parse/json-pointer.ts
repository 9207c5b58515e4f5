/** A key as one step of a JSON pointer, with its slash (RFC 6901, section 3): `a/b` is `/a~1b`. */
export function pointerStep(key: string | number): string {
	return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
