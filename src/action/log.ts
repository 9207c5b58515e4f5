import { randomUUID } from 'node:crypto';
import { visible } from '../report/markdown-escape.ts';

/**
 * The one writer of the job's log. A runner obeys lines that begin with `::`, and `##[` anywhere in a line; text that came from
 * a pull request must never get it to.
 */
export interface Log {
	/** One line of ours. Text in it that a runner would obey, or that a reader could not see, is shown as escapes. */
	line(text: string): void;
	/** Output of another process, with commands switched off around it. */
	untrusted(title: string, text: string): void;
}

/** Makes a log over `write`, which gets whole lines. */
export function createLog(write: (text: string) => void): Log {
	return {
		line: (text) => write(`${harmless(text)}\n`),
		untrusted: (title, text) => {
			const lines = text.split('\n').map(harmless);
			const token = randomUUID();
			write(`${harmless(title)}\n::stop-commands::${token}\n${lines.join('\n')}\n::${token}::\n`);
		},
	};
}

function harmless(line: string): string {
	return visible(line.replaceAll('\t', '  ')).replace(/^(\s*)::/u, '$1: :').replaceAll('##[', '## [');
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
