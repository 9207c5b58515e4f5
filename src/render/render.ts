import { join } from 'node:path';

import type { ObjectId } from '../change/change.ts';
import type { RenderOutput, RenderPlan } from '../evidence/infra/rendering.ts';
import { openFolder, type Unwritten, writeFiles } from './folder.ts';
import { runTool } from './run.ts';
import type { Tool } from './tools.ts';

/** What the program wrote for a plan, and for the marked copy of it. */
export interface Outputs {
	readonly plain: RenderOutput;
	readonly marked?: RenderOutput;
}

type Blob = (id: ObjectId, maxBytes: number) => Promise<Uint8Array | undefined>;

/** Writes a plan's files down, runs the program on them and throws them away. */
export async function render(tool: Tool, plan: RenderPlan, blob: Blob): Promise<Outputs | Unwritten> {
	const folder = openFolder();
	try {
		const one = async (name: string, files: RenderPlan['files']): Promise<RenderOutput | Unwritten> => {
			const place = join(folder.path, name);
			return (await writeFiles(place, files, blob)) ?? runTool(tool, plan.command, place);
		};
		const [plain, marked] = await Promise.all([one('plain', plan.files), plan.marked === undefined ? undefined : one('marked', plan.marked)]);
		if (typeof plain === 'string') return plain;
		return { plain, ...(typeof marked === 'object' && { marked }) };
	} finally {
		folder.close();
	}
}
