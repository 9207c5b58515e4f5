import type { Side } from '../../../change/change.ts';
import type { HclTool } from '../../../parse/hcl/hcl-tool.ts';
import type { SourceTree } from '../../../parse/source-tree.ts';
import type { FileEvidence } from '../../file-evidence.ts';
import { CallGraph, type RootModule } from './calls.ts';
import { type ModuleSources, readModule, treeEvidence } from './module-evidence.ts';
import { textsOf } from './texts.ts';

/** The Terraform modules of both sides. Each is read once, however often it is asked for or called. */
export class TerraformModules {
	readonly #trees: Readonly<Record<Side, SourceTree>>;
	readonly #tool: HclTool;
	readonly #graphs: Readonly<Record<Side, CallGraph>>;
	readonly #sources = new Map<string, ModuleSources>();
	readonly #last = new Map<Side, { readonly directory: string; readonly files: readonly FileEvidence[] }>();

	constructor(trees: Readonly<Record<Side, SourceTree>>, tool: HclTool) {
		this.#trees = trees;
		this.#tool = tool;
		this.#graphs = { base: new CallGraph(trees.base), head: new CallGraph(trees.head) };
	}

	/** The modules to evaluate for these directories: those that nobody calls, or that call each other in a circle. */
	roots(side: Side, directories: readonly string[]): readonly RootModule[] {
		return this.#graphs[side].roots(directories);
	}

	/** The evidence of every file of the module in a directory, and of those that it calls; none where there is no such module. */
	evidence(side: Side, directory: string): readonly FileEvidence[] {
		const last = this.#last.get(side);
		if (last?.directory === directory) return last.files;
		const modules = new Map(this.#graphs[side].members(directory).map((member) => [member, this.#read(side, member)]));
		const sources = [...modules.values()].flatMap((module) => module.sources);
		const files = treeEvidence({ directory, modules, texts: textsOf(sources, directory, this.#trees[side]) }, this.#tool);
		this.#last.set(side, { directory, files });
		return files;
	}

	#read(side: Side, directory: string): ModuleSources {
		const key = `${side} ${directory}`;
		const read = this.#sources.get(key) ?? readModule(this.#trees[side], directory);
		this.#sources.set(key, read);
		return read;
	}

	/** Has this text of a file no more errors than the other? */
	isAsSound(path: string, text: string, other: string): boolean {
		return this.#errors(path, text) <= this.#errors(path, other);
	}

	#errors(path: string, text: string): number {
		return this.#tool.evaluate({ files: { [path]: text } }).problems.filter(({ severity }) => severity === 'error').length;
	}
}
