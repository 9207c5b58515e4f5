/** One test of a bats file that runs `conftest test`. */
export interface BatsTest {
	readonly name: string;
	readonly policies: readonly string[];
	readonly files: readonly string[];
	readonly data: readonly string[];
	readonly namespaces: readonly string[];
	readonly rego: 'v0' | 'v1';
	readonly combine: boolean;
	readonly failOnWarn: boolean;
	/** Named by the test; none is the one of the file's ending. */
	readonly parser?: string;
	readonly status?: number;
	/** Every message, where the test lists all. */
	readonly denied: readonly string[];
	readonly counts?: { readonly failures: number; readonly warnings: number };
	readonly matching: readonly string[];
	readonly notMatching: readonly string[];
}

/** Reads the tests of a bats file that run `conftest test`, in the forms that public packs use. */
export function readBats(text: string): BatsTest[] {
	return text
		.split(/^(?=@test )/m)
		.filter((part) => part.startsWith('@test '))
		.flatMap((part) => readTest(part) ?? []);
}

function readTest(part: string): BatsTest | undefined {
	const name = /^@test "(.*)" \{/.exec(part)?.[1] ?? '';
	const variables = new Map([...part.matchAll(/^\s*(\w+)=(?:\$\(split_files )?"([^"]*)"/gm)].map(([, key = '', value = '']) => [key, value]));
	const folder = /^\s*cd (\S+)/m.exec(part)?.[1];
	const expanded = (line: string): string => line.replaceAll(/\$\{?(\w+)\}?/g, (whole, key: string) => (key === 'cmd' || key === 'CONFTEST' ? whole : (variables.get(key) ?? whole)));
	const command = variables.get('cmd') ?? /^\s*run (.*)$/m.exec(part)?.[1] ?? '';
	const found = /^(?:\S*conftest|\$CONFTEST)(?: -c \S+)? test (.*)$/.exec(expanded(command));
	// Shell, standard input, settings and forms of output of Conftest's own are not compared.
	if (found?.[1] === undefined || /[<|]|--update| -c |-o (?:table|github|json|junit)|--(?:strict|capabilities|show-builtin-errors)\b/.test(command) || folder !== undefined) return undefined;
	return { name, ...readArguments(words(found[1])), ...readExpectations(part) };
}

function words(line: string): string[] {
	return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '').filter((word) => word !== '');
}

const WITH_VALUE = new Set(['-p', '--policy', '-d', '--data', '-n', '--namespace', '--rego-version', '--parser', '-o', '--output', '--capabilities', '--proto-file-dirs']);

function readArguments(list: readonly string[]): Pick<BatsTest, 'policies' | 'files' | 'data' | 'namespaces' | 'rego' | 'combine' | 'failOnWarn' | 'parser'> {
	const given = new Map<string, string[]>();
	const files: string[] = [];
	const all = list.flatMap((word) => (word.startsWith('--') && word.includes('=') ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word]));
	for (let index = 0; index < all.length; index++) {
		const word = all[index] ?? '';
		if (!word.startsWith('-')) files.push(word);
		else given.set(word, [...(given.get(word) ?? []), ...(WITH_VALUE.has(word) ? [all[++index] ?? ''] : [''])]);
	}
	const values = (...names: readonly string[]): string[] => names.flatMap((name) => given.get(name) ?? []);
	const namespaces = values('-n', '--namespace');
	const policies = values('-p', '--policy');
	const [parser] = values('--parser');
	return {
		policies: policies.length > 0 ? policies : ['policy'],
		files,
		data: values('-d', '--data'),
		// Conftest judges by `main` unless told; Groundwire by every package.
		namespaces: given.has('--all-namespaces') ? [] : namespaces.length > 0 ? namespaces : ['main'],
		rego: values('--rego-version')[0] === 'v0' ? 'v0' : 'v1',
		combine: given.has('--combine'),
		failOnWarn: given.has('--fail-on-warn'),
		...(parser !== undefined && parser !== 'yaml' && { parser }),
	};
}

function readExpectations(part: string): Pick<BatsTest, 'status' | 'denied' | 'counts' | 'matching' | 'notMatching'> {
	const status = /"\$status" -eq\s+(\d)/.exec(part)?.[1];
	const counts = /(\d+) warnings?, (\d+) failures?/.exec(part);
	const texts = [...part.matchAll(/\[\[ *(! )?"\$(?:output|\{lines\[\d+\]\})" (=~|!=) \*?"((?:[^"\\]|\\.)*)"/g)].map(([, not, operator, text = '']) => ({ isNot: not !== undefined || operator === '!=', text: text.replaceAll(/\\(.)/g, '$1') }));
	const said = texts.filter(({ text }) => !/^\d+ tests?,|^not ok|^EXCP|data\.\w|^"/.test(text));
	return {
		...(status !== undefined && { status: Number(status) }),
		denied: [...part.matchAll(/"not ok \d+ - \S+ - \S+ - (.*)" \]/g)].map(([, message = '']) => message),
		...(counts !== null && { counts: { warnings: Number(counts[1]), failures: Number(counts[2]) } }),
		matching: said.filter(({ isNot }) => !isNot).map(({ text }) => text),
		notMatching: said.filter(({ isNot }) => isNot).map(({ text }) => text),
	};
}
