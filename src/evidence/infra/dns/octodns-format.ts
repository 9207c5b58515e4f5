import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { isObject, type JsonObject } from '../objects.ts';
import { pointerStep } from '../../../parse/json-pointer.ts';

const ZONE = /(?:^|\/)([a-z0-9-]+(?:\.[a-z0-9-]+)+)\.ya?ml$/i;

/** Zones of octoDNS (YamlProvider): a file that is called as its zone is, with records by name. The document is as that of a zone file. */
export const octodnsFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'dns',
	dialect: 'core',
	claims: ({ path, text }) => ZONE.test(path) && /(?:^|[{,])\s*(?:-\s*)?["']?type["']?\s*:\s*["']?(?:A|AAAA|ALIAS|CAA|CNAME|DNAME|MX|NS|SRV|TXT)\b/m.test(text),
	objects: (document, { path }) => records(document, path),
};

interface Placed {
	readonly record: JsonObject;
	readonly entry: PositionEntry | undefined;
}

function records(document: YamlDocument, path: string): FormatObject[] {
	const zone = (ZONE.exec(path)?.[1] ?? '').replace(/\.$/, '').toLowerCase();
	const { value } = document;
	if (!isObject(value)) return [];
	const entries = new Map(entriesOf(document).map((entry) => [entry[0], entry]));
	const found = Object.entries(value).flatMap(([name, said]) => recordsOf(name, said, zone, entries));
	if (found.length === 0) return [];
	const positions: PositionEntry[] = [['', 1, 1, 1, 1], ...found.flatMap(({ entry }, index): PositionEntry[] => (entry === undefined ? [] : [[`/records/${index}`, ...at(entry)]]))];
	return [{ name: path.slice(path.lastIndexOf('/') + 1), object: { records: found.map(({ record }) => record) }, positions }];
}

function at([, ...range]: PositionEntry): [number, number, number, number] {
	return [range[0], range[1], range[2], range[3]];
}

/** A name has one record or a list of them; each has one value or a list. */
function recordsOf(name: string, said: Json, zone: string, entries: ReadonlyMap<string, PositionEntry>): Placed[] {
	const list = Array.isArray(said) ? said : [said];
	const step = pointerStep(name);
	return list.flatMap((record: Json, index) => {
		const type = isObject(record) ? record['type'] : undefined;
		if (!isObject(record) || typeof type !== 'string') return [];
		const pointer = Array.isArray(said) ? `${step}/${index}` : step;
		const values = Array.isArray(record['values']) ? record['values'] : [record['value'] ?? null];
		const whole = name === '' ? zone : `${name.toLowerCase()}.${zone}`;
		return values.map((value: Json): Placed => ({ record: { name: whole, type: type.toUpperCase(), ttl: record['ttl'] ?? null, value: textOf(value) }, entry: entries.get(pointer) }));
	});
}

function textOf(value: Json): Json {
	if (isObject(value)) return Object.values(value).map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
	return typeof value === 'string' ? value.replace(/\.$/, '').toLowerCase() : value;
}
