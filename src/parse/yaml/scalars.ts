export type Scalar = string | number | boolean | null;

/**
 * How plain scalars are read.
 * `core`: YAML 1.2 core schema (`yes` is a string).
 * `kubernetes`: as the API server and kubectl read a manifest, which is YAML 1.1 by way of sigs.k8s.io/yaml, a fork of
 * go-yaml v2 (goyaml.v2/resolve.go): `yes`, `on` and `y` are true, `010` is eight, `1_000` is a thousand, there is no
 * base 60, and a timestamp stays a string. So `privileged: yes` is what the cluster makes of it.
 * `cloudformation`: YAML 1.1's words for truth; digits that begin with a zero are an account id, which stays text. Short forms of
 * functions (`!Ref`) become their long ones.
 */
export type Dialect = 'core' | 'kubernetes' | 'cloudformation';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = ['true', 'True', 'TRUE'];
const FALSE = ['false', 'False', 'FALSE'];
const TRUTH: Readonly<Record<Dialect, ReadonlyMap<string, boolean>>> = {
	core: truth(TRUE, FALSE),
	kubernetes: truth(
		[...TRUE, 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'],
		[...FALSE, 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'],
	),
	cloudformation: truth([...TRUE, 'yes', 'Yes', 'YES', 'on', 'On', 'ON'], [...FALSE, 'no', 'No', 'NO', 'off', 'Off', 'OFF']),
};
const CORE_INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const GO_INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The value of a plain scalar. Infinity and NaN, which JSON has not, stay text. */
export function plainScalar(text: string, dialect: Dialect): Scalar {
	if (NULLS.has(text)) return null;
	const boolean = TRUTH[dialect].get(text);
	if (boolean !== undefined) return boolean;
	// Nearly every scalar is a word: one look at its first character spares the patterns below.
	if (!/^[-+.0-9]/.test(text)) return text;
	if (dialect === 'cloudformation' && /^0[0-9]/.test(text)) return text;
	const number = dialect === 'kubernetes' ? goNumber(text.replaceAll('_', '')) : coreNumber(text);
	return number === undefined || !Number.isFinite(number) ? text : number;
}

/** The value of a scalar with an explicit tag; a tag that is not YAML's own leaves the text as it stands. */
export function taggedScalar(text: string, tag: string, dialect: Dialect): Scalar {
	return /^!(?:!|<tag:yaml\.org,2002:)(?:int|float|bool|null)>?$/.test(tag) ? plainScalar(text, dialect) : text;
}

function coreNumber(text: string): number | undefined {
	return CORE_INTEGER.test(text) || FLOAT.test(text) ? Number(text) : undefined;
}

function goNumber(text: string): number | undefined {
	if (GO_INTEGER.test(text)) {
		const negative = text.startsWith('-');
		const digits = text.replace(/^[-+]/, '').replace(/^0[oO]?(?=[0-7])/, '0o');
		return negative ? -Number(digits) : Number(digits);
	}
	return FLOAT.test(text) ? Number(text) : undefined;
}

function truth(yes: readonly string[], no: readonly string[]): ReadonlyMap<string, boolean> {
	return new Map([...yes.map((word) => [word, true] as const), ...no.map((word) => [word, false] as const)]);
}
