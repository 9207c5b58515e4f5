/**
 * The arguments of a shell-form instruction as a shell reads them, of the same length as they are written, so that offsets stay:
 * comments and empty lines between continued ones are blank, and the escape character of the file is a backslash.
 * (Dockerfile reference, "Format" and "escape".)
 */
export function shellText(written: string, escape: string): string {
	let continued = false;
	const lines = written.split(/(?<=\n)/).map((line) => {
		if (continued && /^\s*(?:#.*)?$/.test(line.trimEnd())) return ' '.repeat(line.length);
		const end = line.replace(/[ \t\r\n]+$/, '');
		continued = end.endsWith(escape);
		// Blanks between the escape character and the line's end are no part of the line.
		return continued ? `${end.slice(0, -1)}${' '.repeat(Math.max(0, line.length - end.length - 1))}${line.endsWith('\n') ? '\\\n' : ' '}` : line;
	});
	return lines.join('');
}
