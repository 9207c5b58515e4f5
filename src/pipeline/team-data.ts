import type { RepoPath } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { isRecord } from '../parse/json-values.ts';
import { limit } from '../parse/limits.ts';
import { sourceText } from '../parse/text.ts';
import { parseYaml } from '../parse/yaml/parse.ts';
import type { PackSource } from './team-files.ts';

type Data = Record<string, unknown>;

const DATA_FILE = /\.(?:json|ya?ml)$/;

/**
 * The base documents of a pack, rooted as OPA and Conftest root them: below a folder that was named, the folders of a file are its
 * place in `data` and the names of files do not count. `a.b:path` puts all of it below `data.a.b`.
 */
export async function readPackData(source: PackSource, paths: readonly string[]): Promise<Data> {
	let data: Data = {};
	let size = 0;
	for (const named of paths) {
		const { prefix, root } = dataPlace(named);
		const files = await source.files(root, (name) => DATA_FILE.test(name));
		if (files === undefined) throw new ConfigurationError('there is no such file or folder at the base revision', { path: root, remedy: 'Mend `data` of the pack in the config.' });
		for (const [file, text] of files) {
			size += text.length;
			// One folder may be named often, each time for another place.
			if (size > limit('packBytes')) throw new ConfigurationError(`the data of a pack may have ${limit('packBytes')} bytes in all`, { path: file });
			const folders = root === '.' ? file.split('/').slice(0, -1) : file === root ? [] : file.slice(root.length + 1).split('/').slice(0, -1);
			const place = [...prefix, ...folders];
			data = merged(data, placed(place, documentOf(file, text.replace(/^\uFEFF/, ''))), file);
		}
	}
	return data;
}

/** `a.b:path`: where it is put, and which files it is. */
export function dataPlace(named: string): { readonly prefix: readonly string[]; readonly root: string } {
	const [, prefix = '', path = named] = /^([^:/]+):(.+)$/.exec(named) ?? [];
	return { prefix: prefix.split('.').filter((part) => part !== ''), root: path.replace(/^(?:\.\/)+(?=.)/, '').replace(/(.)\/+$/, '$1') };
}

function placed(place: readonly string[], value: unknown): unknown {
	return place.reduceRight((below, name) => ({ [name]: below }), value);
}

function documentOf(path: string, text: string): unknown {
	const { documents, errors } = parseYaml(sourceText(path as RepoPath, text), 'kubernetes');
	const [error] = errors;
	if (error !== undefined) throw new ConfigurationError(`this data file is no valid YAML or JSON: ${error.message}`, { path, line: error.line, column: error.column });
	if (documents.length > 1) throw new ConfigurationError('a data file holds one document', { path, line: documents[1]?.startLine ?? 1 });
	return documents[0]?.value ?? {};
}

/** Objects grow together; two values for one place are a mistake, as for OPA. */
function merged(below: Data, above: unknown, file: string, place = 'data'): Data {
	if (!isRecord(above)) throw new ConfigurationError(`what stands at ${place} must be an object`, { path: file });
	const result = new Map(Object.entries(below));
	for (const [key, value] of Object.entries(above)) {
		const old = result.get(key);
		if (old !== undefined && !(isRecord(old) && isRecord(value))) throw new ConfigurationError(`${place}.${key} is set by another data file, too`, { path: file });
		result.set(key, isRecord(old) ? merged(old, value, file, `${place}.${key}`) : value);
	}
	return Object.fromEntries(result);
}
