import type { ChildProcess } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { KINDS, type Kind } from './faults-kinds.ts';
import { commentEvent, FORKED_PULL, secondStepEvent, Storage, WAIVED_PULL } from './faults-flows.ts';
import { FIRST_PULL, LARGE_PULL, World, type Snapshot } from './faults-world.ts';
import { useQuickStub } from './quick-stub.ts';
import { BundledAction, type Step, type StepOptions } from './run-action.ts';

/** A run whose every request is disturbed in every way. */
export interface Scenario {
	readonly name: string;
	readonly pull: number;
	readonly more?: Partial<StepOptions>;
	readonly event?: (world: World) => Partial<StepOptions>;
	/** Everything is read through the API, as behind a proxy that lets no git through. */
	readonly refuseGit?: boolean;
}

export const SCENARIOS: readonly Scenario[] = [
	{ name: 'first publication', pull: FIRST_PULL },
	{ name: 'later push', pull: 7 },
	{ name: 'check run', pull: LARGE_PULL, more: { inputs: { publish: 'check' } } },
	{ name: 'without git', pull: FIRST_PULL, refuseGit: true, more: { workspace: '/nonexistent' } },
	{ name: 'command', pull: WAIVED_PULL, event: commentEvent },
	{ name: 'second step', pull: FORKED_PULL, event: secondStepEvent },
];

export interface Golden {
	readonly visible: unknown;
	/** The operations that an undisturbed run asks for, in order. */
	readonly calls: readonly string[];
}

export interface Combination {
	readonly scenario: Scenario;
	/** Which request of the run is disturbed, from 1. */
	readonly call: number;
	readonly kind: string;
}

/** Every request with `each` of the faults; which ones rotates from request to request, so that a few requests meet them all. */
export function combinations(scenario: Scenario, calls: number, each: number): readonly Combination[] {
	const kinds = Object.keys(KINDS);
	const first = SCENARIOS.indexOf(scenario) * 7;
	return Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
		Array.from({ length: Math.min(each, kinds.length) }, (_, index) => ({ scenario, call, kind: kinds[(first + call * each + index) % kinds.length] ?? '' })),
	);
}

/** Runs of the bundled Action against servers that fail once, each followed by an undisturbed run. */
export class Matrix {
	readonly action = new BundledAction();
	readonly #storage = new Storage();
	readonly #worlds: World[] = [];
	readonly #free: World[] = [];
	readonly #starts = new Map<World, Snapshot>();
	readonly #goldens = new Map<World, Map<string, Golden>>();

	async start(atOnce = 2): Promise<void> {
		await this.action.build();
		useQuickStub(this.action);
		await this.#storage.start();
		for (let index = 0; index < atOnce; index++) {
			const world = new World();
			await world.github.start();
			await world.grow(this.action, this.#storage);
			this.#starts.set(world, world.snapshot());
			this.#worlds.push(world);
			this.#free.push(world);
		}
	}

	async stop(): Promise<void> {
		for (const world of this.#worlds) {
			await world.github.stop();
			world.dispose();
		}
		this.#storage.stop();
		this.action.dispose();
	}

	/** Lends a world at its start to `act`. As many wait for one another as there are worlds. */
	async #with<T>(scenario: Scenario, act: (world: World) => Promise<T>): Promise<T> {
		const world = this.#free.pop();
		const start = world === undefined ? undefined : this.#starts.get(world);
		if (world === undefined || start === undefined) throw new Error('no world is free');
		try {
			world.restore(start);
			world.github.refuseGit = scenario.refuseGit ?? false;
			return await act(world);
		} finally {
			this.#free.push(world);
		}
	}

	#step(world: World, { pull, more, event }: Scenario, extra: Partial<StepOptions> = {}): Promise<Step> {
		return world.step(this.action.entry, pull, { ...more, ...event?.(world), ...extra });
	}

	/** The end of a run that nothing disturbs, and what it asks for. */
	async golden(scenario: Scenario): Promise<Golden> {
		return this.#with(scenario, (world) => this.#goldenOf(world, scenario));
	}

	/** What a run asks for, and what the same run asks for when everything stands already. */
	async cost(scenario: Scenario): Promise<{ readonly first: readonly string[]; readonly again: readonly string[] }> {
		return this.#with(scenario, async (world) => {
			const { seen } = world.github;
			const calls: string[][] = [];
			for (let run = 0; run < 2; run++) {
				const before = seen.length;
				await this.#step(world, scenario);
				calls.push(seen.slice(before).map(({ operation }) => operation));
			}
			return { first: calls[0] ?? [], again: calls[1] ?? [] };
		});
	}

	/** In a world of its own: times differ from one to the next. */
	async #goldenOf(world: World, scenario: Scenario): Promise<Golden> {
		const known = this.#goldens.get(world)?.get(scenario.name);
		if (known !== undefined) return known;
		const start = world.snapshot();
		const before = world.github.seen.length;
		const { exitCode, log } = await this.#step(world, scenario);
		if (exitCode !== 0) throw new Error(`an undisturbed ${scenario.name} ends with ${exitCode}:\n${log}`);
		const golden = { visible: world.visible(), calls: world.github.seen.slice(before).map(({ operation }) => operation) };
		this.#goldens.set(world, (this.#goldens.get(world) ?? new Map<string, Golden>()).set(scenario.name, golden));
		world.restore(start);
		world.github.refuseGit = scenario.refuseGit ?? false;
		return golden;
	}

	/** What went wrong with one combination; nothing when the second run led to the golden state, and no run claimed too much. */
	async problems({ scenario, call, kind }: Combination): Promise<readonly string[]> {
		const fault = KINDS[kind];
		if (fault === undefined) throw new Error(`no fault is called ${kind}`);
		return this.#with(scenario, async (world) => {
			const golden = await this.#goldenOf(world, scenario);
			const violations = world.github.violations.length;
			const disturbed = await this.#disturbed(world, scenario, call, fault);
			const problems = judged(world, golden, disturbed, fault);
			world.github.fault = () => undefined;
			const clean = await this.#step(world, scenario);
			if (clean.exitCode !== 0) problems.push(`the clean run ends with ${clean.exitCode}: ${lastLines(clean.log)}`);
			if (!isDeepStrictEqual(world.visible(), golden.visible)) problems.push(`the clean run leads elsewhere: ${lastLines(clean.log)}`);
			for (const marker of world.duplicates()) problems.push(`twice at the end: ${marker}`);
			problems.push(...world.github.violations.slice(violations));
			return problems;
		});
	}

	/** Goes through combinations, as many at once as there are worlds. */
	async each(wanted: readonly Combination[], told: (combination: Combination, problems: readonly string[]) => void): Promise<void> {
		const left = [...wanted];
		const work = async (): Promise<void> => {
			for (let next = left.shift(); next !== undefined; next = left.shift()) told(next, await this.problems(next));
		};
		await Promise.all(this.#worlds.map(work));
	}

	async #disturbed(world: World, scenario: Scenario, call: number, fault: Kind): Promise<Step> {
		const at = world.github.seen.length + call;
		let child: ChildProcess | undefined;
		let done = false;
		world.github.fault = ({ index }) => {
			if (done || index !== at) return undefined;
			done = true;
			if (fault.kills !== undefined) child?.kill(fault.kills);
			return fault;
		};
		const env = fault.answer === 'stall' ? { GROUNDWIRE_REQUEST_TIMEOUT_MS: '2000' } : {};
		return this.#step(world, scenario, { env, onStart: (started) => (child = started) });
	}
}

/** A run may fail, loudly. It may not end well without everything standing, write anything twice, or claim what does not stand. */
function judged(world: World, golden: Golden, { exitCode, log }: Step, fault: Kind): string[] {
	const problems = world.duplicates().map((marker) => `twice after the fault: ${marker}`);
	const whole = isDeepStrictEqual(world.visible(), golden.visible);
	if (exitCode === 0 && !whole) problems.push(`ended with 0 although something is missing: ${lastLines(log)}`);
	if (claimsTooMuch(world.visible() as Shown, golden.visible as Shown)) problems.push('the summary stands, and not every comment that it speaks of');
	if (exitCode === 3) problems.push(`ended as a bug of ours: ${lastLines(log)}`);
	if (exitCode === 0 && fault.kills !== undefined) problems.push(`ended with 0 after ${fault.kills}`);
	return problems;
}

interface Shown {
	readonly comments: unknown;
	readonly issue: readonly { readonly body: string }[];
}

function claimsTooMuch(now: Shown, golden: Shown): boolean {
	const summaries = golden.issue.filter(({ body }) => body.startsWith('<!-- groundwire:summary'));
	return summaries.every(({ body }) => now.issue.some((comment) => comment.body === body)) && !isDeepStrictEqual(now.comments, golden.comments);
}

function lastLines(log: string): string {
	return log.trim().split('\n').slice(-3).join(' | ').slice(0, 600);
}
