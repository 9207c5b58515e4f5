/** A resource record of a zone file. */
export interface ZoneRecord {
	/** The whole name in lower case, without its last dot. */
	readonly name: string;
	readonly type: string;
	/** Seconds; absent where neither the record nor `$TTL` says it. */
	readonly ttl?: number;
	readonly value: string;
	/** Lines from 1. */
	readonly line: number;
	readonly endLine: number;
}

export interface Zone {
	readonly records: readonly ZoneRecord[];
	/** Lines that are none of a zone file. */
	readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const CLASSES = new Set(['IN', 'CH', 'HS', 'CS']);
const TYPE = /^(?:A|AAAA|AFSDB|ALIAS|ANAME|APL|CAA|CDNSKEY|CDS|CERT|CNAME|CSYNC|DHCID|DLV|DNAME|DNSKEY|DS|EUI48|EUI64|HINFO|HIP|HTTPS|IPSECKEY|KEY|KX|LOC|MX|NAPTR|NS|NSEC|NSEC3|NSEC3PARAM|OPENPGPKEY|PTR|RP|RRSIG|SIG|SMIMEA|SOA|SPF|SRV|SSHFP|SVCB|TA|TKEY|TLSA|TSIG|TXT|URI|ZONEMD|TYPE\d+)$/i;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/**
 * The records of a zone file (RFC 1035, section 5; `$TTL`: RFC 2308, section 4). Names are made whole by `$ORIGIN`, or by the
 * origin that is given.
 */
export function zoneRecords(text: string, givenOrigin = ''): Zone {
	const state = { origin: givenOrigin, owner: givenOrigin, ttl: undefined as number | undefined };
	const records: ZoneRecord[] = [];
	const problems: { line: number; message: string }[] = [];
	for (const entry of entries(text)) {
		const [first = '', second = ''] = entry.words;
		if (/^\$origin$/i.test(first)) state.origin = whole(second, state.origin);
		else if (/^\$ttl$/i.test(first)) state.ttl = seconds(second);
		else if (!first.startsWith('$')) {
			const record = recordOf(entry, state);
			// What is never closed has swallowed every record below.
			if (entry.unclosed === true) problems.push({ line: entry.line, message: 'a parenthesis that is never closed' });
			if (record === undefined) problems.push({ line: entry.line, message: 'no resource record' });
			else {
				state.owner = record.name;
				records.push(record);
			}
		}
	}
	return { records, problems };
}

interface Entry {
	readonly words: readonly string[];
	/** The line begins with a blank: the owner is that of the record before. */
	readonly continues: boolean;
	readonly line: number;
	readonly endLine: number;
	/** The file ends inside of its parentheses. */
	readonly unclosed?: true;
}

/** Parentheses let an entry go on over lines; a semicolon begins a comment. */
function* entries(text: string): Generator<Entry> {
	let open: { words: string[]; continues: boolean; line: number } | undefined;
	let depth = 0;
	for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
		const tokens = line.match(/"(?:[^"\\]|\\.)*"?|;.*|[()]|[^\s;()"]+/g) ?? [];
		const comment = tokens.findIndex((token) => token.startsWith(';'));
		const said = comment < 0 ? tokens : tokens.slice(0, comment);
		open ??= { words: [], continues: /^\s/.test(line), line: index + 1 };
		for (const token of said) {
			if (token === '(') depth++;
			else if (token === ')') depth = Math.max(0, depth - 1);
			else open.words.push(token);
		}
		if (depth > 0) continue;
		if (open.words.length > 0) yield { ...open, endLine: index + 1 };
		open = undefined;
	}
	if (open !== undefined && open.words.length > 0) yield { ...open, endLine: open.line, unclosed: true };
}

function recordOf({ words, continues, line, endLine }: Entry, { origin, owner, ttl }: { readonly origin: string; readonly owner: string; readonly ttl: number | undefined }): ZoneRecord | undefined {
	const rest = [...words];
	const name = continues ? owner : whole(rest.shift() ?? '', origin);
	let own = ttl;
	// TTL and class may stand in any order.
	while (rest[0] !== undefined && !TYPE.test(rest[0])) {
		const word = rest.shift() ?? '';
		const time = seconds(word);
		if (time !== undefined) own = time;
		else if (!CLASSES.has(word.toUpperCase())) return undefined;
	}
	const type = rest.shift();
	if (type === undefined) return undefined;
	return { name, type: type.toUpperCase(), ...(own !== undefined && { ttl: own }), value: rest.map((word) => (isName(type, word) ? whole(word, origin) : word)).join(' '), line, endLine };
}

function isName(type: string, word: string): boolean {
	return /^(?:CNAME|NS|PTR|DNAME|ALIAS|ANAME|MX|SRV)$/i.test(type) && !/^\d+$/.test(word);
}

function whole(name: string, origin: string): string {
	if (name === '@') return origin;
	const lower = name.toLowerCase();
	if (lower.endsWith('.')) return lower.slice(0, -1);
	return origin === '' ? lower : `${lower}.${origin}`;
}

/** `3600`, `1h`, `1d12h`. */
function seconds(text: string): number | undefined {
	if (/^\d+$/.test(text)) return Number(text);
	if (!/^(?:\d+[smhdw])+$/i.test(text)) return undefined;
	return [...text.matchAll(/(\d+)([smhdw])/gi)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[(unit ?? '').toLowerCase()] ?? 0), 0);
}
