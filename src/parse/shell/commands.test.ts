import { describe, expect, test } from 'vitest';

import { shellCommands } from './commands.ts';

const words = (script: string): readonly (readonly string[])[] => shellCommands(script).map((command) => command.words);

describe('the commands of a shell script', () => {
	test('stand in order, with their words and without quotes', () => {
		expect(words('set -e; curl -k "https://x/$V" && (cd a; rm -rf /var/lib/*)')).toEqual([['set', '-e'], ['curl', '-k', 'https://x/$V'], ['cd', 'a'], ['rm', '-rf', '/var/lib/*']]);
	});

	test('those of substitutions, branches and functions are commands, too', () => {
		expect(words('if true; then f() { g "$(h)"; }; fi; bash <(i)').map(([name]) => name)).toEqual(['true', 'g', 'h', 'bash', 'i']);
	});

	test('a pipe says who reads whom', () => {
		expect(shellCommands('a | b |& c').map(({ reads }) => reads)).toEqual([undefined, 0, 1]);
	});

	test('variables are those set before a command and by export', () => {
		expect(shellCommands('A=1 B="x y" make; export C=2 D; E=3').map(({ variables }) => variables)).toEqual([{ A: '1', B: 'x y' }, { C: '2' }, { E: '3' }]);
	});

	test('offsets lead into the script', () => {
		const script = 'a \\\n  && wget x';
		expect(shellCommands(script).map(({ start, end }) => script.slice(start, end))).toEqual(['a', 'wget x']);
	});

	test('what is no shell gives what could be read, without an error', () => {
		expect(words('echo "open')).toEqual([['echo', 'open']]);
		expect(words(')) ((')).toEqual([]);
	});
});
