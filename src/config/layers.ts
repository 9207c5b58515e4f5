import { DEFAULTS } from './schema.ts';
import { type Config, type ConfigLayer, type PackSetting, PLACES, type Places, type RuleSetting } from './config.ts';

/** Where a repository keeps its config, relative to its root. */
export const CONFIG_PATH = '.groundwire/config.yaml';

/** The layer below all others. */
export const BUILT_IN: ConfigLayer = { source: 'built-in', block: DEFAULTS.block, ignore: [], policies: [], rules: {}, comments: DEFAULTS.comments, people: DEFAULTS.people };

/**
 * One config from its layers, the weakest first. Scalars: the last layer that sets one wins, key by key (so a layer may change the
 * severity of a rule and keep its settings). `ignore`, `policies`, `places` and `profile` add up.
 */
export function resolveConfig(layers: readonly ConfigLayer[]): Config {
	const all = [BUILT_IN, ...layers];
	return {
		persona: all.findLast((layer) => layer.persona !== undefined)?.persona,
		block: all.reduce((block, layer) => ({ ...block, ...layer.block }), DEFAULTS.block),
		rules: all.reduce<Record<string, RuleSetting>>((rules, layer) => merged(rules, layer.rules ?? {}), {}),
		ignore: [...new Set(all.flatMap((layer) => layer.ignore ?? []))],
		policies: distinct(all.flatMap((layer) => layer.policies ?? [])),
		places: places(all),
		comments: all.reduce((comments, layer) => ({ ...comments, ...layer.comments }), DEFAULTS.comments),
		profile: all.flatMap((layer) => layer.profile ?? []),
		environments: all.reduce((environments, layer) => ({ ...environments, ...layer.environments }), {}),
		approvals: all.flatMap((layer) => layer.approvals ?? []),
		people: all.reduce((people, layer) => ({ ...people, ...layer.people }), DEFAULTS.people),
		helmValues: all.reduce((values, layer) => ({ ...values, ...layer.helmValues }), {}),
	};
}

function places(layers: readonly ConfigLayer[]): Places {
	const named = PLACES.map((name) => [name, [...new Set(layers.flatMap((layer) => layer.places?.[name] ?? []))]] as const);
	return Object.fromEntries(named.filter(([, globs]) => globs.length > 0));
}

/** A pack that two layers name in the same words is one pack. */
function distinct(packs: readonly PackSetting[]): PackSetting[] {
	return [...new Map(packs.map((pack) => [JSON.stringify(pack), pack])).values()];
}

function merged(below: Readonly<Record<string, RuleSetting>>, above: Readonly<Record<string, RuleSetting>>): Record<string, RuleSetting> {
	const rules: Record<string, RuleSetting> = { ...below };
	for (const [id, setting] of Object.entries(above)) {
		const old = rules[id];
		rules[id] = { ...old, ...setting, ...((old?.params ?? setting.params) && { params: { ...old?.params, ...setting.params } }) };
	}
	return rules;
}

/** One setting and the layer that decided it. */
export interface ExplainedSetting {
	/** `block.severity`, `rules.latest-tag.enabled`, `ignore`. */
	readonly key: string;
	readonly value: unknown;
	readonly source: string;
}

/** Every setting in force, with the layer it comes from, in the order of the keys. Lists name one entry for each layer. */
export function explainConfig(layers: readonly ConfigLayer[]): ExplainedSetting[] {
	const settings = new Map<string, ExplainedSetting>();
	for (const layer of [BUILT_IN, ...layers]) {
		for (const [key, value] of leaves(layer)) {
			const listed = Array.isArray(value) && !key.startsWith('rules.');
			if (listed && value.length === 0) continue;
			settings.set(listed ? `${key} ${layer.source}` : key, { key, value, source: layer.source });
		}
	}
	return [...settings.values()].toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
}

function* leaves(layer: ConfigLayer): Generator<[string, unknown]> {
	if (layer.persona !== undefined) yield ['persona', layer.persona];
	for (const [key, value] of Object.entries(layer.block ?? {})) yield [`block.${key}`, value];
	for (const [id, { params, ...setting }] of Object.entries(layer.rules ?? {})) {
		for (const [key, value] of Object.entries({ ...setting, ...params })) yield [`rules.${id}.${key}`, value];
	}
	const { places: named, comments, people, environments, helmValues, ignore, policies, profile, approvals } = layer;
	for (const [prefix, settings] of Object.entries({ places: named, comments, people, environments, 'helm.values': helmValues })) {
		for (const [key, value] of Object.entries(settings ?? {})) yield [`${prefix}.${key}`, value];
	}
	for (const [key, list] of Object.entries({ ignore, policies, profile, approvals })) if (list !== undefined) yield [key, list];
}
