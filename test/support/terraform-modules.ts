import { join } from 'node:path';

import type { RepoPath } from '../../src/change/change.ts';
import type { DocumentEvidence } from '../../src/evidence/file-evidence.ts';
import { placeAt } from '../../src/evidence/infra/positions.ts';
import { moduleEvidence } from '../../src/evidence/infra/terraform/module-evidence.ts';
import { documentEditors } from '../../src/fix/editors.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import { type HclTool, loadHclTool } from '../../src/parse/hcl/hcl-tool.ts';
import { sourceText } from '../../src/parse/text.ts';
import type { RawFinding } from '../../src/policy/policy.ts';

import type { BuiltInRules } from './built-in-rules.ts';

/** The files of one Terraform module by path. */
export type Module = Readonly<Record<string, string>>;

/** What a rule says about a module, and where: `main.tf:3`. */
export interface ModuleObjection extends RawFinding {
	readonly place: string;
}

/** Asks rules about modules as the pipeline would: all files of a module are evaluated and judged together. */
export class ModuleJudge {
	readonly #rules: BuiltInRules;
	readonly #hcl: HclTool;

	constructor(rules: BuiltInRules, hcl: HclTool) {
		this.#rules = rules;
		this.#hcl = hcl;
	}

	/** A judge with the built HCL tool. */
	static async of(rules: BuiltInRules): Promise<ModuleJudge> {
		return new ModuleJudge(rules, await loadHclTool(join(import.meta.dirname, '../../dist/hcl.wasm.br')));
	}

	/** What the rule says about the module; `before` is the module at base. */
	ask(rule: string, module: Module, before?: Module): ModuleObjection[] {
		const past = before === undefined ? {} : { before: workspaceOf(this.#documents(before)) };
		const files = this.#documents(module);
		return this.#rules.ask(rule, workspaceOf(files), past).map((finding) => ({ ...finding, place: placeText(files, finding) }));
	}

	/** The module after every fix that the rule names for it. */
	mend(rule: string, module: Module): Module {
		return this.ask(rule, module).reduce((mended, finding) => this.#mendOne(mended, finding), module);
	}

	#mendOne(module: Module, { at, document = 0, fix }: ModuleObjection): Module {
		const file = this.#documents(module)[document];
		const editor = fix === undefined ? undefined : documentEditors[fix.name];
		if (file === undefined || editor === undefined || typeof at === 'string') return module;
		const source = sourceText(file.path as RepoPath, module[file.path] ?? '');
		const edits = editor({ source, document: file.evidence, at, params: fix?.params ?? {} });
		return { ...module, [file.path]: textAfter(source, edits) };
	}

	#documents(module: Module): ModuleFile[] {
		const sources = Object.entries(module).map(([path, text]) => sourceText(path as RepoPath, text));
		return moduleEvidence({ sources, unread: [] }, this.#hcl).flatMap((file) => {
			if (file.notAnalysed.length > 0) throw new Error(`${file.path}: ${file.notAnalysed[0]?.detail}`);
			return file.kind === 'documents' ? file.documents.map((evidence) => ({ path: file.path, evidence })) : [];
		});
	}
}

interface ModuleFile {
	readonly path: string;
	readonly evidence: DocumentEvidence;
}

function workspaceOf(files: readonly ModuleFile[]): unknown {
	return { documents: files.map(({ path, evidence: { platform, name, document } }) => ({ path, platform, name, document })) };
}

function placeText(files: readonly ModuleFile[], { at, document = 0 }: RawFinding): string {
	const file = files[document];
	if (file === undefined || typeof at === 'string') throw new Error('a finding without a document');
	const { range, file: elsewhere } = placeAt(file.evidence, at);
	return `${elsewhere ?? file.path}:${range.startLine}`;
}
