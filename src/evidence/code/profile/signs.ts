import type { Profile } from '../../facts.ts';
import type { Landmark } from '../handling/landmarks.ts';

type Sign = readonly [name: string, sign: RegExp];

/** How set-up code shows that the process ends in good order. */
export const SHUTDOWN_SIGNS: readonly Sign[] = [
	["process.on('SIGTERM')", /\bprocess\.(?:once|on|addListener)\(\s*['"`](?:SIGTERM|SIGINT)['"`]|\[[^\]]*['"]SIGTERM['"][^\]]*\]/],
	['enableShutdownHooks', /\benableShutdownHooks\(/],
	['onClose', /\baddHook\(\s*['"]onClose['"]/],
];

/** How set-up code shows that it answers probes. */
export const HEALTH_SIGNS: readonly Sign[] = [['health route', /['"`](?:\/[\w/-]*)?\/(?:health\w*|livez?|readyz?|liveness|readiness|_health|up|ping)['"`]/]];

/** How code shows where its logger comes from. */
export const ACCESS_SIGNS: readonly (readonly [name: Profile['loggerAccess'][number], sign: RegExp])[] = [
	['module', /\bexport\s+(?:const|default|\{)[^;\n]*\b(?:logger|log|Logger)\b|\bmodule\.exports\s*=\s*[^;\n]*\b(?:logger|pino|winston)\b/],
	['child', /\.child\(|\bgetLogger\(\s*['"`\w]|\bcreate(?:Scoped|Child)Logger\(|\bnew Logger\(\s*['"`\w]/],
	['request', /\b(?:req|request|ctx|c|context)\.(?:log|logger)\b|\bpino-?[hH]ttp\b/],
	['context', /\bgetStore\(\)|\bClsService\b|\bgetNamespace\(/],
];

const FLAG_FILE = /^(?:feature[-_]?flags?|flags?|flag[-_]?(?:resolver|service|provider|client)|feature[-_]?toggles?|toggles?|kill[-_]?switch(?:es)?|experiments?|unleash|growthbook|launch-?darkly|posthog)(?:\.(?:server|service|node))?\.[cm]?[jt]s$/i;
/** A function or method that answers whether a flag is on. */
const ASKS = /(?:\bexport\s+(?:async\s+)?function\s+|\bexport\s+const\s+|^[ \t]+(?:public\s+|static\s+|async\s+)*)(is(?:Feature|Flag|Toggle)?\w*Enabled|getFeatureFlag\w*|getFlag\w*|hasFeatureFlag|featureFlags?|flags?|evaluateFlag\w*|isOn|variation)\b\s*(?:[=(<:])/m;

/** What a file of flags is called. */
export const FLAG_FILES = FLAG_FILE;

/** The names of signs that some text shows. */
export function shown<Name extends string>(signs: readonly (readonly [name: Name, sign: RegExp])[], texts: readonly string[]): Name[] {
	return signs.filter(([, sign]) => texts.some((text) => sign.test(text))).map(([name]) => name);
}

/** The package's own ways to ask a flag: `src/lib/flag-resolver#isEnabled`, relative to the package. */
export function flagHelpers(files: readonly Landmark[], directory: string): string[] {
	return files.flatMap(({ path, text }) => {
		const name = ASKS.exec(text)?.[1];
		return name === undefined ? [] : [`${path.slice(directory === '' ? 0 : directory.length + 1).replace(/\.[cm]?[jt]s$/, '')}#${name}`];
	});
}

/** The line of a flag helper in its file. */
export function flagHelperLine(text: string): number | undefined {
	const match = ASKS.exec(text);
	return match === null ? undefined : text.slice(0, match.index + match[0].indexOf(match[1] ?? '')).split('\n').length;
}
