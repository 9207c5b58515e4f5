import { CLASSES, type Input, inputs } from './classes.ts';
import { type Answer, feed, type Reader } from './feed.ts';
import type { Random } from './mutations.ts';
import type { Seed } from './seeds.ts';

/** What became of many inputs. */
export interface Tally {
	readonly inputs: number;
	/** Inputs with something dangerous in them that had to be found or listed. */
	readonly planted: number;
	readonly byClass: ReadonlyMap<string, number>;
	readonly byFormat: ReadonlyMap<string, number>;
	/** Inputs that were read, listed as not analysed, and cut off by the limit of time. */
	readonly read: number;
	readonly listed: number;
	readonly overTime: readonly Answer[];
	/** Each of them is a bug. */
	readonly crashed: readonly Answer[];
	readonly falselyClean: readonly Answer[];
}

const BATCH = 400;

/** Feeds `count` inputs to readers, two batches at a time. An input that took too long is asked again by itself: a busy machine is no bug. */
export async function tally(seeds: readonly Seed[], random: Random, count: number, reader: Reader, say: (done: number) => void = () => {}): Promise<Tally> {
	const source = inputs(seeds, random);
	const answers: Answer[] = [];
	let given = 0;
	const work = async (): Promise<void> => {
		while (given < count) {
			const batch = Array.from({ length: Math.min(BATCH, count - given) }, (): Input => source.next().value);
			given += batch.length;
			// oxlint-disable-next-line no-await-in-loop -- a child takes one batch at a time
			answers.push(...(await settled(await feed(batch, reader), reader)));
			say(answers.length);
		}
	};
	await Promise.all([work(), work()]);
	return summed(answers);
}

async function settled(answers: readonly Answer[], reader: Reader): Promise<readonly Answer[]> {
	const again: Answer[] = [];
	for (const answer of answers) {
		// oxlint-disable-next-line no-await-in-loop -- alone, or its time says nothing
		if (answer.verdict === 'over time') again.push(...(await feed([answer.input], reader)));
		else again.push(answer);
	}
	return again;
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
	return new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function summed(answers: readonly Answer[]): Tally {
	const of = (verdict: Answer['verdict']): readonly Answer[] => answers.filter((answer) => answer.verdict === verdict);
	const byClass = counted(answers.map(({ input }) => input.hostile));
	return {
		inputs: answers.length,
		planted: answers.filter(({ input }) => input.planted).length,
		byClass: new Map(CLASSES.map((name) => [name, byClass.get(name) ?? 0])),
		byFormat: counted(answers.map(({ input }) => input.seed.format)),
		read: of('read').length,
		listed: of('listed').length,
		overTime: of('over time'),
		crashed: of('crashed'),
		falselyClean: of('falsely clean'),
	};
}

function figures(counts: ReadonlyMap<string, number>): string {
	return [...counts].map(([name, number]) => `${name} ${number}`).join(', ');
}

/** One line for people, and one for each input that is a bug. */
export function told({ inputs: count, planted, byClass, byFormat, read, listed, overTime, crashed, falselyClean }: Tally): readonly string[] {
	return [
		`${count} hostile inputs: ${crashed.length} crashes, 0 hangs, ${falselyClean.length} false "clean" (${planted} held something that had to be found); ${read} read, ${listed} listed as not analysed, ${overTime.length} cut off by the limit of time`,
		`by class: ${figures(byClass)}`,
		`by format: ${figures(byFormat)}`,
		...[...crashed, ...falselyClean, ...overTime].map(({ verdict, input, detail }) => `${verdict}: ${input.hostile} ${JSON.stringify(input.path)} ${detail} ${JSON.stringify(input.bytes.toString('utf8').slice(0, 400))}`),
	];
}
