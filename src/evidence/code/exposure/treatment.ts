import { ts } from '../../../parse/typescript/compiler.ts';
import { calleeName } from '../handling/site.ts';

/** What a call does to the value that it is given or called on, by its name. */
export type Treatment =
	/** Nothing of it is left to read. */
	| 'gone'
	/** Masked, hashed or cut short. */
	| 'masked'
	/** An object becomes text. */
	| 'stringified'
	/** The value, or parts of it. */
	| 'same'
	/** Not known by its name. */
	| 'other';

const MASKS = /(?:mask|redact|saniti[sz]e|obfuscat|anonymi[sz]e|scrub|hash|hmac|encrypt|truncate|censor|conceal|hide|fingerprint|safe|printable|digest|shorten|omit|pick|summari[sz]e|strip|abbreviat|filter(?:Headers|Body|Env|Secrets)|remove(?:Sensitive|Secrets|Credentials|Auth\w*))/i;
const CUTS = /^(?:slice|substring|substr|charAt|at|replace|replaceAll|digest|padStart|padEnd)$/;
const COUNTS = /^(?:keys|byteLength|startsWith|endsWith|includes|has|indexOf|test|isArray|Boolean|Number|parseInt|parseFloat|localeCompare|every|some|equals|findIndex|reduce|sizeof|size|count)$|^(?:is|has|count|estimate|validate|verify|check)[A-Z]/;
const TEXTS = /^(?:stringify|inspect|String|safeStringify|serialize|stableStringify)$/;
const SAME = /^(?:trim|trimEnd|trimStart|toLowerCase|toUpperCase|toString|join|concat|normalize|values|entries|fromEntries|assign|freeze|encodeURIComponent|decodeURIComponent|encodeURI|decodeURI|structuredClone|from|filter|flat|sort|toSorted|reverse|cloneDeep|parse|resolve|json|text|toJSON|toObject|pop|shift|split|atob|btoa|decode|encode)$/;
/** `new URL(x).origin` and the like: what is left of an address without its secrets. */
const PUBLIC_PARTS = /^(?:origin|host|hostname|pathname|protocol|port|length|byteLength|size)$/;

export function treatmentOf(node: ts.CallExpression): Treatment {
	const name = calleeName(node) ?? '';
	if (TEXTS.test(name)) return hasReplacer(node) ? 'other' : 'stringified';
	if (CUTS.test(name) || MASKS.test(name)) return 'masked';
	if (name === 'map') return mapTreatment(node);
	if (COUNTS.test(name)) return 'gone';
	return SAME.test(name) ? 'same' : 'other';
}

/** Is a property of a value free of what should be hidden? */
export function isPublicPart(name: string): boolean {
	return PUBLIC_PARTS.test(name);
}

/** `JSON.stringify(x, replacer)`: the second argument may take secrets out. */
function hasReplacer({ arguments: [, replacer] }: ts.CallExpression): boolean {
	return replacer !== undefined && replacer.kind !== ts.SyntaxKind.NullKeyword && !(ts.isIdentifier(replacer) && replacer.text === 'undefined') && !ts.isObjectLiteralExpression(replacer);
}

/** `urls.map(toSafeUrl)`, `urls.map((url) => mask(url))`. */
function mapTreatment({ arguments: [each] }: ts.CallExpression): Treatment {
	if (each === undefined) return 'other';
	if (ts.isIdentifier(each) || ts.isPropertyAccessExpression(each)) return MASKS.test(each.getText()) ? 'masked' : /^(?:String|encodeURIComponent)$/.test(each.getText()) ? 'same' : 'other';
	if (!ts.isArrowFunction(each) || ts.isBlock(each.body)) return 'other';
	return ts.isCallExpression(each.body) ? treatmentOf(each.body) : 'other';
}
