/** Times the stages of a run; the figures go into the report's `timings`. */
export class Stopwatch {
	readonly #start = performance.now();
	readonly #laps: Record<string, number> = {};
	#last = this.#start;

	/** Ends a stage. */
	lap(name: string): void {
		const now = performance.now();
		this.#laps[name] = Math.round(now - this.#last);
		this.#last = now;
	}

	/** Milliseconds by stage, and in all. */
	timings(): Record<string, number> & { readonly totalMs: number } {
		return { ...this.#laps, totalMs: Math.round(performance.now() - this.#start) };
	}
}
