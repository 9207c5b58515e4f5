import type { Side } from '../../../change/change.ts';
import type { HclTool } from '../../../parse/hcl/hcl-tool.ts';
import type { SourceTree } from '../../../parse/source-tree.ts';
import type { FileEvidence } from '../../file-evidence.ts';
import { moduleEvidence, readModule } from './module-evidence.ts';

/** The Terraform modules of both sides. Each is evaluated once, however often it is asked for. */
export class TerraformModules {
	readonly #trees: Readonly<Record<Side, SourceTree>>;
	readonly #tool: HclTool;
	readonly #known = new Map<string, readonly FileEvidence[]>();

	constructor(trees: Readonly<Record<Side, SourceTree>>, tool: HclTool) {
		this.#trees = trees;
		this.#tool = tool;
	}

	/** The evidence of every file of the module in a directory; none where there is no such module. */
	evidence(side: Side, directory: string): readonly FileEvidence[] {
		const key = `${side} ${directory}`;
		const files = this.#known.get(key) ?? moduleEvidence(readModule(this.#trees[side], directory), this.#tool);
		this.#known.set(key, files);
		return files;
	}

	/** Has this text of a file no more errors than the other? */
	isAsSound(path: string, text: string, other: string): boolean {
		return this.#errors(path, text) <= this.#errors(path, other);
	}

	#errors(path: string, text: string): number {
		return this.#tool.evaluate({ files: { [path]: text } }).problems.filter(({ severity }) => severity === 'error').length;
	}
}
