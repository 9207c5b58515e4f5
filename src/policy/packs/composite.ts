import { limit } from '../../parse/limits.ts';
import type { Judged, PolicyData, PolicyEngine, PolicyInput } from '../policy.ts';
import { inTurn } from './in-turn.ts';

/** The engine of one pack, or of the built-in policies. */
export interface Member {
	/** Named where it fails; absent for the built-in policies. */
	readonly pack?: string;
	readonly engine: PolicyEngine;
}

/**
 * Several engines as one. Each judges apart from the others: what fails in one takes nothing from the rest. `prefix` stands before
 * paths and is nothing that policies should see.
 */
export function compositeEngine(members: readonly Member[], prefix = ''): PolicyEngine {
	return {
		rules: members.flatMap(({ engine }) => engine.rules),
		judge: async (data, given, until = Date.now() + limit('changeMs')) => {
			const inputs = given.map((input) => (input.path === undefined ? input : { ...input, path: input.path.slice(prefix.length) }));
			const judged = await inTurn(members, (member) => judgeOne(member, data, inputs, until));
			return { judgements: judged.flatMap(({ judgements }) => judgements), failed: judged.flatMap(({ failed }) => failed) };
		},
		close: async () => {
			await Promise.all(members.map(({ engine }) => engine.close()));
		},
	};
}

async function judgeOne({ pack, engine }: Member, data: PolicyData, inputs: readonly PolicyInput[], until: number): Promise<Judged> {
	const known = new Set(engine.rules.map(({ id }) => id));
	const own = inputs.map((input) => ({ ...input, rules: input.rules.filter((id) => known.has(id)) })).filter(({ rules }) => rules.length > 0);
	if (own.length === 0) return { judgements: [], failed: [] };
	const { judgements, failed } = await engine.judge(data, own, until);
	// Many packs would else keep as many processes until the end of the run.
	await engine.close();
	return { judgements, failed: pack === undefined ? failed : failed.map((entry) => ({ ...entry, detail: `${entry.detail} (pack ${pack})` })) };
}
