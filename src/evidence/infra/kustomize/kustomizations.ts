import type { SourceTree } from '../../../parse/source-tree.ts';
import type { Refused, Rendered, RenderOutput, RenderPlan } from '../rendering.ts';

export function kustomizationRoots(_tree: SourceTree, _paths: readonly string[], _whole: boolean): string[] {
	return [];
}

export function planKustomization(_tree: SourceTree, _directory: string): RenderPlan | Refused | undefined {
	return undefined;
}

export function renderedKustomization(_tree: SourceTree, _directory: string, _output: RenderOutput): Rendered {
	return { files: [], covered: [], notAnalysed: [] };
}
