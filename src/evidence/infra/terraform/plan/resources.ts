import { isRecord, record } from '../../../../parse/json-values.ts';
import { type Entries, listOf, textOf } from './values.ts';

/** A resource or data source of a plan, with what else the plan says of it. */
export interface PlannedResource {
	/** `module.logs["a"].aws_s3_bucket.this["x"]` */
	readonly address: string;
	/** `module.logs["a"]`; empty for the outermost module. */
	readonly module: string;
	readonly mode: 'managed' | 'data';
	readonly type: string;
	readonly name: string;
	readonly values: Entries;
	readonly sensitive: unknown;
	readonly unknown: unknown;
	/** The expressions of its block, where the plan has the configuration. */
	readonly written: unknown;
	/** Where it stands in the plan. */
	readonly pointer: string;
}

/** One entry of `resource_changes`. */
export interface ResourceChange {
	readonly address: string;
	readonly module: string;
	readonly type: string;
	readonly name: string;
	readonly entry: Entries;
	readonly pointer: string;
}

/** The resources as they will be, in the order of the plan, and the data sources that were read. */
export function plannedResources(plan: Entries): PlannedResource[] {
	const changes = new Map(resourceChanges(plan).map((change) => [change.address, record(change.entry['change'])]));
	const planned = resourcesIn(record(record(plan['planned_values'])['root_module']), '/planned_values/root_module', '');
	const known = new Set(planned.map(({ address }) => address));
	const read = resourcesIn(record(record(record(plan['prior_state'])['values'])['root_module']), '/prior_state/values/root_module', '');
	return [...planned, ...read.filter(({ mode, address }) => mode === 'data' && !known.has(address))].map((resource) => {
		const change = changes.get(resource.address) ?? {};
		return { ...resource, unknown: change['after_unknown'], written: expressionsOf(plan, resource) };
	});
}

function resourcesIn(module: Entries, pointer: string, address: string): PlannedResource[] {
	const own = listOf(module['resources']).flatMap((entry, index): PlannedResource[] => {
		const found = record(entry);
		const [at, type, name] = [textOf(found['address']), textOf(found['type']), textOf(found['name'])];
		if (at === undefined || type === undefined || name === undefined) return [];
		const mode = found['mode'] === 'data' ? 'data' : 'managed';
		return [{ address: at, module: address, mode, type, name, values: record(found['values']), sensitive: found['sensitive_values'], unknown: undefined, written: undefined, pointer: `${pointer}/resources/${index}` }];
	});
	const below = listOf(module['child_modules']).flatMap((child, index) => resourcesIn(record(child), `${pointer}/child_modules/${index}`, textOf(record(child)['address']) ?? address));
	return [...own, ...below];
}

/** What the plan does, resource by resource. */
export function resourceChanges(plan: Entries): ResourceChange[] {
	return listOf(plan['resource_changes']).flatMap((value, index): ResourceChange[] => {
		const entry = record(value);
		const [address, type, name] = [textOf(entry['address']), textOf(entry['type']), textOf(entry['name'])];
		if (address === undefined || type === undefined || name === undefined) return [];
		return [{ address, module: textOf(entry['module_address']) ?? '', type, name, entry, pointer: `/resource_changes/${index}` }];
	});
}

/** The names of the calls on the way to a module: `logs`, `bucket` of `module.logs["a"].module.bucket`. */
export function callNames(module: string): string[] {
	return [...module.matchAll(/(?:^|\.)module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\])?/g)].flatMap(([, name]) => name ?? []);
}

function expressionsOf(plan: Entries, { module, mode, type, name }: PlannedResource): unknown {
	let at: Entries = record(record(plan['configuration'])['root_module']);
	for (const call of callNames(module)) at = record(record(record(at['module_calls'])[call])['module']);
	const found = listOf(at['resources']).find((entry) => isRecord(entry) && entry['type'] === type && entry['name'] === name && (entry['mode'] === 'data') === (mode === 'data'));
	return record(found)['expressions'];
}
