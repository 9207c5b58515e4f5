import type { RepoPath } from '../../../../change/change.ts';
import type { Json } from '../../../../parse/yaml/compose.ts';
import { jsonPlaces, type JsonPlaces } from '../../../../parse/json/places.ts';
import { directoryOf } from '../../../../parse/source-tree.ts';
import { positionAt, sourceText, type SourceText } from '../../../../parse/text.ts';
import type { DocumentEvidence, FileEvidence, PositionEntry } from '../../../file-evidence.ts';
import { Configuration } from './places.ts';
import { type PlannedResource, plannedResources, type ResourceChange, resourceChanges } from './resources.ts';
import { isRecord, record } from '../../../../parse/json-values.ts';
import { type Entries, listOf, scrubbed, shaped } from './values.ts';
import { withPolicyJson } from './policy-json.ts';
import { pointerStep } from '../../../../parse/json-pointer.ts';

/** Formats of `terraform show -json` that are known, by their major version (developer.hashicorp.com/terraform/internals/json-format). */
const FORMAT = /^[01]\./;

/**
 * The evidence of a plan: the plan itself, and for each module instance a document as its configuration would give, with the values that
 * are planned. `files` is the evidence of the configuration beside it: places lead there, and into the plan where there is none.
 * Undefined where the text is no plan after all.
 */
export function planEvidence(path: RepoPath, bytes: Uint8Array, files: readonly FileEvidence[]): FileEvidence | undefined {
	const source = sourceText(path, new TextDecoder('utf-8').decode(bytes));
	const plan = parsed(source.text);
	if (plan instanceof SyntaxError) return { kind: 'unread', path, suppressions: [], notAnalysed: [{ path, reason: 'syntax', detail: `${placeOf(plan, source)} no JSON: this plan is broken or was cut off` }] };
	if (plan === undefined || !FORMAT.test(String(plan['format_version'])) || !('planned_values' in plan || 'resource_changes' in plan)) return undefined;
	const places = new PlanPlaces(source, new Configuration(files, directoryOf(path)));
	const documents = [changesDocument(plan, places, path), ...moduleDocuments(plan, places, path)];
	return { kind: 'documents', path, suppressions: [], notAnalysed: [], documents: documents.map((document, index) => ({ ...document, index })) };
}

function parsed(text: string): Entries | SyntaxError | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : undefined;
	} catch (error) {
		return error instanceof SyntaxError ? error : undefined;
	}
}

/** V8 tells the place of an error, but not of an early end. */
function placeOf({ message }: SyntaxError, { text, lineStarts }: SourceText): string {
	const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
	return line === undefined || column === undefined ? `${lineStarts.length}:${text.length - (lineStarts.at(-1) ?? 0) + 1}` : `${line}:${column}`;
}

/** Where a plan's resources stand: in the configuration, else in the plan. */
class PlanPlaces {
	readonly configuration: Configuration;
	readonly #source: SourceText;
	#places: JsonPlaces | undefined;

	constructor(source: SourceText, configuration: Configuration) {
		this.#source = source;
		this.configuration = configuration;
	}

	/** A value of the plan by its pointer there; of a resource its address. */
	inPlan(planPointer: string, pointer: string): PositionEntry | undefined {
		this.#places ??= jsonPlaces(this.#source.text, (at) => /^\/(?:planned_values|resource_changes|prior_state)(?:\/|$)/.test(at) && at.split('/').length < 16);
		const [start, end] = this.#places.get(`${planPointer}/address`) ?? this.#places.get(planPointer) ?? [];
		if (start === undefined || end === undefined) return undefined;
		const [from, to] = [positionAt(this.#source, start), positionAt(this.#source, end)];
		return [pointer, from.line, from.column, to.line, to.column];
	}

	/** The positions of a resource's values below a pointer, in the plan. */
	allInPlan(planPointer: string, pointer: string, values: unknown): PositionEntry[] {
		const own = this.inPlan(planPointer, pointer);
		return [...(own === undefined ? [] : [own]), ...this.#below(`${planPointer}/values`, pointer, values)];
	}

	#below(planPointer: string, pointer: string, value: unknown): PositionEntry[] {
		const keys = Array.isArray(value) ? value.map((_, index) => String(index)) : isRecord(value) ? Object.keys(value) : [];
		return keys.flatMap((key) => {
			const step = pointerStep(key);
			const entry = this.inPlan(planPointer + step, pointer + step);
			return [...(entry === undefined ? [] : [entry]), ...this.#below(planPointer + step, pointer + step, (value as Entries)[key])];
		});
	}
}

type Made = Omit<DocumentEvidence, 'index'>;

/** What the plan does, with the places of the blocks that it does it to. */
function changesDocument(plan: Entries, places: PlanPlaces, path: RepoPath): Made {
	const positions: PositionEntry[] = [];
	const counted = new Map<string, number>();
	const changes = resourceChanges(plan).map((change, index) => {
		positions.push(...changePositions(change, ordinalOf(counted, change), places, `/resource_changes/${index}`));
		return shownChange(change);
	});
	const document = { format_version: String(plan['format_version']), ...(typeof plan['terraform_version'] === 'string' && { terraform_version: plan['terraform_version'] }), resource_changes: changes };
	return { platform: 'terraform-plan', name: nameOf(path), document, positions };
}

function shownChange({ entry }: ResourceChange): Json {
	const change = record(entry['change']);
	const kept = ['address', 'module_address', 'mode', 'type', 'name', 'index', 'deposed', 'previous_address', 'action_reason', 'provider_name'].flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key] as Json] as const]));
	return {
		...Object.fromEntries(kept),
		change: {
			actions: listOf(change['actions']) as Json[],
			replace_paths: listOf(change['replace_paths']) as Json[],
			before: scrubbed(change['before'], undefined, change['before_sensitive']),
			after: scrubbed(change['after'], change['after_unknown'], change['after_sensitive']),
		},
	};
}

function changePositions(change: ResourceChange, ordinal: number, places: PlanPlaces, pointer: string): PositionEntry[] {
	const written = places.configuration.find('resource', change, ordinal);
	if (written === undefined) return [places.inPlan(change.pointer, pointer) ?? []].filter((entry): entry is PositionEntry => entry.length > 0);
	const paths = listOf(record(change.entry['change'])['replace_paths']).map((path) => listOf(path).filter((part): part is string | number => typeof part === 'string' || typeof part === 'number'));
	const own = places.configuration.entryAt(written, [], pointer);
	const forced = paths.map((path, index) => places.configuration.entryAt(written, path, `${pointer}/change/replace_paths/${index}`));
	return [own, ...forced].filter((entry) => entry !== undefined);
}

/** A document for each module instance, as HCL would give it. */
function moduleDocuments(plan: Entries, places: PlanPlaces, path: RepoPath): Made[] {
	const resources = plannedResources(plan);
	const links = linksOf(resources);
	return [...Map.groupBy(resources, ({ module }) => module)].map(([module, group]) => moduleDocument(module, group, links, places, path));
}

type Links = (module: string) => (reference: string, value: string) => Json | undefined;

function moduleDocument(module: string, resources: readonly PlannedResource[], links: Links, places: PlanPlaces, path: RepoPath): Made {
	const blocks = new Map<string, Json[]>();
	const positions: PositionEntry[] = [];
	for (const resource of resources) {
		const kind = resource.mode === 'data' ? 'data' : 'resource';
		const key = JSON.stringify([kind, resource.type, resource.name]);
		const instances = blocks.get(key) ?? [];
		blocks.set(key, instances);
		const pointer = `/${kind}/${resource.type}/${resource.name}/${instances.length}`;
		const written = places.configuration.find(kind, resource, instances.length);
		const block = withPolicyJson(resource, shaped(resource.values, { unknown: resource.unknown, sensitive: resource.sensitive, written: resource.written ?? {}, linkOf: links(module) }) ?? {});
		instances.push(block);
		// One by one: a plan may have more positions than a call has arguments.
		for (const entry of written === undefined ? places.allInPlan(resource.pointer, pointer, block) : places.configuration.positions(written, block, pointer)) positions.push(entry);
	}
	return { platform: 'terraform', name: nameOf(path), workspace: `${directoryOf(path)} plan ${nameOf(path)}${module === '' ? '' : ` ${module}`}`, document: nested(blocks), positions };
}

/** Blocks by kind, type and name, as a document has them. */
function nested(blocks: ReadonlyMap<string, readonly Json[]>): Json {
	const all = [...blocks].map(([key, instances]) => ({ path: JSON.parse(key) as [string, string, string], instances }));
	return grouped(all, ({ path: [kind] }) => kind, (ofKind) => grouped(ofKind, ({ path: [, type] }) => type, (ofType) => grouped(ofType, ({ path: [, , name] }) => name, ([one]) => one?.instances ?? [])));
}

function grouped<T>(group: readonly T[], keyOf: (one: T) => string, below: (group: readonly T[]) => Json): Json {
	return Object.fromEntries([...Map.groupBy(group, keyOf)].map(([key, part]) => [key, below(part)]));
}

/**
 * A string that is nothing but an attribute of another resource of the module is the link, which says more than the value; one that is
 * the JSON of a policy document is that of the document, to the letter.
 */
function linksOf(resources: readonly PlannedResource[]): Links {
	const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
	return (module) => (reference, value) => {
		const [, address, attribute] = /^((?:data\.)?[\w-]+\.[\w-]+(?:\[[^\]]*\])?)\.([\w-]+)$/.exec(reference) ?? [];
		if (address === undefined || attribute === undefined) return undefined;
		const other = byAddress.get(module === '' ? address : `${module}.${address}`)?.values[attribute];
		if (other === value) return attribute === 'json' ? value : { $unknown: reference };
		return attribute === 'json' && typeof other === 'string' && isSameJson(other, value) ? other : undefined;
	};
}

/** The provider writes a policy anew before it keeps it: without spaces. */
function isSameJson(one: string, other: string): boolean {
	try {
		return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
	} catch {
		return false;
	}
}

function ordinalOf(counted: Map<string, number>, { module, type, name }: ResourceChange): number {
	const key = `${module} ${type}.${name}`;
	const ordinal = counted.get(key) ?? 0;
	counted.set(key, ordinal + 1);
	return ordinal;
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
