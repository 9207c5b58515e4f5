import type { PackSetting } from './config.ts';
import { isRecord } from '../parse/json-values.ts';

/** An item of `policies` that fits the schema. A text is the path of a folder. */
export function packSetting(item: unknown): PackSetting {
	if (!isRecord(item)) return { path: folder(item) };
	const { path, name, rego, data, combine, files, namespaces, git, ref, digest } = item;
	return {
		path: folder(path),
		...(typeof name === 'string' && { name }),
		...((rego === 'v0' || rego === 'v1') && { rego }),
		...(Array.isArray(data) && { data: data.map(String) }),
		...(typeof combine === 'boolean' && { combine }),
		...(Array.isArray(files) && { files: files.map(String) }),
		...(Array.isArray(namespaces) && { namespaces: namespaces.map(String) }),
		...(typeof git === 'string' && { pinned: { git, ref: String(ref), digest: String(digest) } }),
	};
}

function folder(path: unknown): string {
	return String(path).replace(/^(?:\.\/+)+(?=.)/, '').replace(/(.)\/+$/, '$1');
}
