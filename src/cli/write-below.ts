import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.ts';
import { visible } from '../report/markdown-escape.ts';

/** Writes a file of the repository, with its folders. Nothing is written through a symbolic link: that is a ConfigurationError. */
export function writeBelow(root: string, path: string, text: string): void {
	const folders = path.split('/').slice(0, -1);
	let folder = root;
	for (const name of folders) {
		folder = join(folder, name);
		const place = lstatSync(folder, { throwIfNoEntry: false });
		if (place !== undefined && !place.isDirectory()) throw notPlain(folder);
	}
	readBelow(root, path);
	try {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(root, path), text);
	} catch (error) {
		throw new ConfigurationError(`the file cannot be written: ${visible(error instanceof Error ? error.message : String(error))}`, { path: join(root, path) });
	}
}

/** The text of a file of the repository; undefined where there is none. Anything but a plain file is a ConfigurationError. */
export function readBelow(root: string, path: string): string | undefined {
	const file = join(root, path);
	const place = lstatSync(file, { throwIfNoEntry: false });
	if (place !== undefined && !place.isFile()) throw notPlain(file);
	return place === undefined ? undefined : readFileSync(file, 'utf8');
}

function notPlain(path: string): ConfigurationError {
	return new ConfigurationError('this is no plain file or folder, and is not written through', { path, remedy: 'Remove it.' });
}
