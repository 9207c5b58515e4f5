import type { Exposure } from '../../facts/logging.ts';

/** What a name says of its value. */
export interface Meaning {
	readonly kind: Exposure['kind'];
	readonly noun: string;
}

/** `hasToken`, `isSecret`: an answer of yes or no. */
const YES_OR_NO = /^(?:has|is|was|are|should|can|needs?|no|with|without|missing|allows?|uses?|requires?|required|enabled?|disabled?|shows?|skips?|supports?|validates?|must)$/;
/** Words at the end that change nothing of what a value is: `tokenValue`, `rawBody`. */
const TRAILING = /^(?:value|raw|str|string|text|plain|plaintext|encoded|decoded|base64|b64|hex|header|param|input|val|obj|object|json|data|field|\d+)$/;

const SECRETS = /^(?:passwords?|passwd|passphrases?|passcodes?|pwd|secrets?|mnemonics?|jwts?|authorization|cookies?|otps?|totp|cvv|cvc|apikeys?|accesstokens?|privatekeys?|bearer)$/;
const CREDENTIALS = /^(?:credentials?|creds|auth)$/;
/** Before `token`: what makes it something else than a proof of identity. */
const OTHER_TOKENS = /^(?:next|page|paging|continuation|pagination|cursor|cancel|cancellation|abort|sync|design|css|syntax|parse|parsed|lexer|prev|previous|current|last|first|max|min|input|output|prompt|completion|total|nft|erc20|lp|base|quote|contract|stop|special|bos|eos|pad|color|theme|search|query|start|end|child|parent|word|template|injection|di|provider|left|right|peek|number|string|tree|native|sell|buy|pool|gas|fee|collateral|reward|stake|staking|payment|in|out|used|cached|reasoning)$/;
const KEYS = /^(?:api|private|secret|access|signing|encryption|encrypted|master|service|ssh|auth|license|jwt|hmac|symmetric|shared|root|admin|client|session|webhook|decryption|role)$/;
/** Before `code`: one that lets somebody in. */
const CODES = /^(?:verification|otp|reset|recovery|backup|mfa|auth|authorization|authorisation|login|confirmation|totp|security|invite|access)$/;
const SECRET_LINKS = /^(?:magic|reset|verification|signed|presigned|login|confirmation|invite|invitation|unsubscribe|download)$/;
const CONNECTIONS = /^(?:database|db|redis|mongo|mongodb|postgres|postgresql|pg|mysql|mssql|amqp|rabbitmq|rabbit|kafka|broker|clickhouse|connection|smtp)$/;

const PERSONAL = /^(?:emails?|phones?|phonenumbers?|ssn|dob|birthdate|birthday|surname|firstname|lastname|fullname|passport|iban|nino|postcode|msisdn)$/;
const PERSONAL_PAIRS = /^(?:email address(?:es)?|phone number|mobile number|first name|last name|full name|middle name|family name|given name|maiden name|date birth|of birth|street address|home address|postal address|billing address|shipping address|mailing address|card number|account number|passport number|insurance number|social security)$/;
/** Before `email`: an address of the service itself, or a thing and no address. */
const OWN_ADDRESS = /^(?:from|support|sender|noreply|contact|company|system|service|admin|reply|team|send|process|queue|welcome|test)$/;

/** The words of a name, lower case: `passwordResetToken` -> password, reset, token; `JWT_SECRET` -> jwt, secret. */
export function wordsOf(name: string): string[] {
	const spaced = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
	return spaced.toLowerCase().split(/[^a-z\d]+/).filter((word) => word !== '');
}

/** What a name says of its value; undefined when it says nothing. The last word names the thing: a `tokenId` is an id. */
export function meaningOf(name: string): Meaning | undefined {
	const words = wordsOf(name);
	if (words.length > 1 && YES_OR_NO.test(words[0] ?? '')) return undefined;
	const whole = words.join(' ');
	if (/(?:^| )auth(?:orization)? header$/.test(whole)) return { kind: 'secret', noun: 'authorization' };
	if (/(?:^| )connection string$/.test(whole)) return { kind: 'credential', noun: 'connection string' };
	while (words.length > 1 && TRAILING.test(words.at(-1) ?? '')) words.pop();
	return secretMeaning(words) ?? addressMeaning(words) ?? personalMeaning(words, /^[A-Z][A-Z\d_]+$/.test(name));
}

function secretMeaning(words: readonly string[]): Meaning | undefined {
	const last = words.at(-1) ?? '';
	const before = words.at(-2) ?? '';
	if (SECRETS.test(last)) return { kind: 'secret', noun: singular(last) };
	if (CREDENTIALS.test(last)) return { kind: 'credential', noun: last };
	// `tokens` alone are counted by language models; `accessTokens` are not.
	if (last === 'token' || (last === 'tokens' && /^(?:access|refresh|auth|session|api|bearer|oauth|id|reset)$/.test(before))) {
		return OTHER_TOKENS.test(before) || words.some((word) => /^(?:csrf|xsrf)$/.test(word)) ? undefined : { kind: 'secret', noun: before === '' ? 'token' : `${before} token` };
	}
	if (last === 'key' && KEYS.test(before)) return { kind: 'secret', noun: `${before} key` };
	if (last === 'code' && CODES.test(before)) return { kind: 'secret', noun: `${before} code` };
	return last === 'hash' && /^(?:password|passwd)$/.test(before) ? { kind: 'secret', noun: 'password hash' } : undefined;
}

function addressMeaning(words: readonly string[]): Meaning | undefined {
	const last = words.at(-1) ?? '';
	const before = words.at(-2) ?? '';
	if (!/^(?:urls?|uris?|links?|dsn|href|endpoints?|referer|referrer)$/.test(last)) return undefined;
	if (SECRET_LINKS.test(before) || (/^(?:urls?|uris?|dsn)$/.test(last) && CONNECTIONS.test(before))) return { kind: 'credential', noun: `${before} ${last}` };
	return { kind: 'url', noun: last };
}

/** `SUPPORT_EMAIL`: a setting names addresses of the service itself. */
function personalMeaning(words: readonly string[], isSetting: boolean): Meaning | undefined {
	const last = words.at(-1) ?? '';
	const before = words.at(-2) ?? '';
	if (PERSONAL_PAIRS.test(`${before} ${last}`)) return { kind: 'personal', noun: `${before} ${last}` };
	return PERSONAL.test(last) && !OWN_ADDRESS.test(before) && !isSetting ? { kind: 'personal', noun: singular(last) } : undefined;
}

function singular(word: string): string {
	return word.replace(/s$/, '');
}

/** Does a name say that its value is an id, a number or a state, and so nothing to hide? */
export function isHarmless(name: string): boolean {
	const words = wordsOf(name);
	return YES_OR_NO.test(words[0] ?? '') || /^(?:ids?|uuid|count|length|size|type|name|names|kind|exists|present|status|state|at|expiry|expires|ttl|age|prefix|suffix|hash|fingerprint|hint|last4|masked|redacted|sanitized|safe|printable|index|version|provider|enabled|valid)$/.test(words.at(-1) ?? '') || saysMasked(name);
}

/** Does a name say that the secret is out of its value: `printableUrl`, `maskedEmail`? */
export function saysMasked(name: string): boolean {
	return wordsOf(name).some((word) => /^(?:masked|redacted|saniti[sz]ed|safe|printable|obfuscated|hashed|anonymi[sz]ed|encrypted|truncated)$/.test(word));
}
