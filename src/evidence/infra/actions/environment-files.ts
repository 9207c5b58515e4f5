/** A line of a script that writes to the file from which later steps get their variables or their search path. */
interface EnvironmentWrite {
	readonly line: number;
	readonly file: 'GITHUB_ENV' | 'GITHUB_PATH';
	/** Whether what is written depends on anything that is not in the script. */
	readonly dynamic: boolean;
	/** What is written, as far as it stands in the script. */
	readonly text: string;
}

type Family = 'posix' | 'powershell' | 'cmd';

const TARGETS: Readonly<Record<Family, RegExp>> = {
	posix: /(?:>>?|\btee\b[-\sa]*?)\s*["']?\$\{?(GITHUB_ENV|GITHUB_PATH)\b/,
	powershell: /(?:>>?|\b(?:out-file|add-content|set-content|tee-object)\b[^|]*?)\s*["']?\$\{?env:(GITHUB_ENV|GITHUB_PATH)\b/i,
	cmd: />>?\s*"?%(GITHUB_ENV|GITHUB_PATH)%/i,
};
/** Commands that write what they are given as it stands. */
const PLAIN = /^\s*(?:echo|printf|write-output|write-host|add-content|set-content|"|'|@?\()/i;
/** More of them in one script are no script. */
const MOST_WRITES = 200;
/** How far up a block or a here-document may begin. */
const MOST_LINES = 40;

/** The writes to GITHUB_ENV and GITHUB_PATH in a script (docs.github.com, "Workflow commands", "Environment files"). */
export function environmentWrites(script: string, shell: string): EnvironmentWrite[] {
	const family = familyOf(shell);
	const lines = script.split('\n');
	let known = 0;
	return lines.flatMap((text, line) => {
		if (known >= MOST_WRITES) return [];
		const match = /^\s*(?:#|rem\b|::)/i.test(text) ? null : TARGETS[family].exec(text);
		const file = match?.[1]?.toUpperCase();
		if (match === null || (file !== 'GITHUB_ENV' && file !== 'GITHUB_PATH')) return [];
		known++;
		const written = writtenText(lines, line, text.slice(0, match.index), text.slice(match.index + match[0].length), family);
		return [{ line, file, ...written }];
	});
}

/** `bash -e {0}` is bash. */
export function shellName(shell: string): string {
	const [command = ''] = shell.trim().split(/\s+/);
	return command.slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '').toLowerCase();
}

function familyOf(shell: string): Family {
	if (shell === 'pwsh' || shell === 'powershell') return 'powershell';
	return shell === 'cmd' ? 'cmd' : 'posix';
}

function writtenText(lines: readonly string[], line: number, before: string, after: string, family: Family): { text: string; dynamic: boolean } {
	const heredoc = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(`${before} ${after}`);
	if (family === 'posix' && heredoc !== null) {
		const body = bodyOf(lines, line, heredoc[2] ?? '');
		return { text: body, dynamic: heredoc[1] === '' && expands(body, family) };
	}
	if (family === 'posix' && /^\s*[})]\s*(?:\|\s*)?$/.test(before)) {
		const block = blockAbove(lines, line, before.includes('}') ? '{' : '(');
		return { text: block, dynamic: expands(block, family) };
	}
	const text = `${before} ${family === 'powershell' ? after : ''}`;
	const plain = before.trim() === '' ? family === 'powershell' : PLAIN.test(lastCommand(before));
	return { text, dynamic: expands(text, family) || !plain };
}

function lastCommand(text: string): string {
	return text.split(/&&|\|\||;/).at(-1)?.replace(/\|\s*$/, '') ?? text;
}

function expands(text: string, family: Family): boolean {
	if (text.includes('${{')) return true;
	if (family === 'cmd') return /%[^%\s]+%|![^!\s]+!/.test(text);
	if (family === 'powershell') return /\$[({\w]/.test(text.replaceAll(/'[^']*'/g, '').replaceAll(/\$\{?env:GITHUB_(?:ENV|PATH)\}?/gi, ''));
	return /[$`]/.test(text.replaceAll(/'[^']*'/g, '').replaceAll(/\\\$/g, ''));
}

function bodyOf(lines: readonly string[], line: number, mark: string): string {
	const end = lines.findIndex((text, index) => index > line && text.trim() === mark);
	return lines.slice(line + 1, end < 0 ? undefined : end).join('\n');
}

function blockAbove(lines: readonly string[], line: number, open: string): string {
	for (let at = line - 1; at >= Math.max(0, line - MOST_LINES); at--) if (lines[at]?.trim().startsWith(open) === true) return lines.slice(at + 1, line).join('\n');
	return lines.slice(Math.max(0, line - MOST_LINES), line).join('\n');
}
