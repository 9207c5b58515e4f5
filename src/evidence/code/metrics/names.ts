import type { MetricLabel } from '../../facts/telemetry.ts';

export type Kind = MetricLabel['kind'];

/** Things of which a service has a handful: their ids are as bounded as their names. */
const FEW = new Set([
	'region', 'cluster', 'shard', 'partition', 'node', 'pod', 'instance', 'host', 'worker', 'process', 'thread', 'chain', 'network', 'model', 'plan',
	'provider', 'service', 'zone', 'server', 'container', 'subnet', 'version', 'category', 'type', 'status', 'role', 'feature', 'flag', 'rule', 'step',
	'stage', 'phase', 'topic', 'group', 'kind', 'replica', 'consumer', 'controller', 'route', 'operation', 'endpoint', 'method', 'command', 'loop',
	'datacenter', 'source', 'sink', 'integration', 'experiment', 'connector', 'adapter', 'module', 'plugin', 'fork', 'tier', 'preset', 'channel', 'scheduler', 'pool', 'lane', 'stream', 'locale', 'country', 'currency',
]);
/** What holds values without saying whose they are: the label's own name tells more. */
const HOLDERS = new Set(['this', 'options', 'opts', 'params', 'param', 'data', 'props', 'ctx', 'context', 'args', 'input', 'value', 'values', 'item', 'entry', 'body', 'result', 'row', 'obj', 'meta', 'metadata', 'req', 'request', 'config']);
const PERSONAL = new Set(['email', 'phone', 'username', 'ip']);
const SECRET_KEYS = new Set(['cache', 'redis', 'object', 's3', 'idempotency', 'api', 'storage', 'lock', 'dedupe', 'message', 'access', 'session']);

/** `tenantId` and `TENANT_ID` both give `tenant`, `id`. */
export function wordsOf(name: string): readonly string[] {
	return name
		.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
		.replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter((word) => word !== '');
}

/**
 * What a name says about the number of values behind it; `few` where it says that there are few, undefined where it says nothing.
 * `owner` is what the value is read from, `label` the key under which it is recorded.
 */
export function kindOfName(name: string, owner: string, label: string): Kind | 'few' | undefined {
	const words = wordsOf(name);
	const last = words.at(-1) ?? '';
	if (words.some((word) => /^(?:route|routes|pattern|template)$/.test(word)) || /\broute\w*$/i.test(owner)) return 'few';
	if (/^(?:id|ids|uuid|guid|uid)$/.test(last)) return idOf(words.slice(0, -1), owner, label);
	if (PERSONAL.has(last) || words.join('') === 'useragent') return 'personal';
	if (last === 'token' && words.length > 1) return 'id';
	if (last === 'key' && words.length > 1 && SECRET_KEYS.has(words.at(-2) ?? '')) return 'id';
	if (isPath(name, words, owner)) return 'path';
	if (/^(?:error|err)(?:message|msg|text|stack)$|^(?:stack|stacktrace)$/.test(words.join(''))) return 'message';
	return /^(?:timestamp|createdat|updatedat)$/.test(words.join('')) ? 'time' : undefined;
}

function idOf(qualifiers: readonly string[], owner: string, label: string): Kind | 'few' {
	const owners = wordsOf(owner).filter((word) => !HOLDERS.has(word));
	const whose = qualifiers.at(-1) ?? owners.at(-1) ?? wordsOf(label).findLast((word) => word !== 'id') ?? '';
	return FEW.has(whose) || FEW.has(whose.replace(/s$/, '')) ? 'few' : 'id';
}

function isPath(name: string, words: readonly string[], owner: string): boolean {
	if (/^(?:originalUrl|pathname|href|rawPath|requestPath|requestUrl|requestURL|fullPath|rawUrl)$/.test(name)) return true;
	if (/(?:^|\.)(?:req|request|ctx)$/.test(owner) && /^(?:url|path|uri)$/.test(name)) return true;
	return words.length === 1 && words[0] === 'url' && owner === '';
}
