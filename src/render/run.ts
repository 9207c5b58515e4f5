import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { RenderCommand, RenderOutput } from '../evidence/infra/rendering.ts';
import { networkCut } from '../isolation/child-process.ts';
import { limit } from '../parse/limits.ts';
import type { Tool } from './tools.ts';

/** Nobody listens there: whoever asks for the network is refused at once. */
const DEAD_PROXY = 'http://127.0.0.1:9';
const MEMORY_BYTES = 4 * 1024 * 1024 * 1024;
const PRLIMIT = '/usr/bin/prlimit';
const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * Runs a program on what lies in `folder`: with nothing of our environment, homes of its own that are empty, no way to the network where the
 * system allows that, a bound on its memory, its time and its output.
 */
export function runTool(tool: Tool, command: RenderCommand, folder: string): Promise<RenderOutput> {
	const home = join(folder, '.home');
	mkdirSync(join(home, 'tmp'), { recursive: true, mode: 0o700 });
	const [program = tool.path, ...args] = [...networkCut(), ...memoryBound(), tool.path, ...argumentsOf(tool, command)];
	return new Promise((resolve) => {
		const options = { cwd: folder, env: emptyEnvironment(home), encoding: 'utf8', timeout: limit('renderMs'), killSignal: 'SIGKILL', maxBuffer: limit('renderedBytes'), windowsHide: true } as const;
		const child = execFile(program, args, options, (error, stdout, stderr) => resolve({ ended: error === null ? 'well' : endOf(error), stdout, stderr: stderr.slice(0, 16_384) }));
		child.stdin?.end();
	});
}

function endOf(error: { readonly code?: string | number | null | undefined; readonly killed?: boolean | undefined }): RenderOutput['ended'] {
	if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'too-large';
	return error.killed === true ? 'timeout' : 'failed';
}

function argumentsOf({ program }: Tool, command: RenderCommand): string[] {
	if (command.renderer === 'helm') {
		if (!NAME.test(command.release)) throw new Error('a release has no usable name');
		// Both helm 3 and helm 4 know these.
		return ['template', command.release, inside(command.chart), '--api-versions', 'apiregistration.k8s.io/v1', '--namespace', command.release, ...command.values.flatMap((file) => ['--values', inside(file)])];
	}
	return [program === 'kubectl' ? 'kustomize' : 'build', inside(command.directory)];
}

/** A path below the folder; it cannot be taken for an option or an address. */
function inside(path: string): string {
	if (path.split('/').some((part) => part === '..') || path.startsWith('/')) throw new Error('a rendering names a path outside its folder');
	return `./${path}`;
}

function memoryBound(): string[] {
	return existsSync(PRLIMIT) ? [PRLIMIT, `--as=${MEMORY_BYTES}`, '--'] : [];
}

function emptyEnvironment(home: string): Record<string, string> {
	const proxies = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [[name, DEAD_PROXY], [name.toUpperCase(), DEAD_PROXY]]);
	const homes = ['HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'HELM_CACHE_HOME', 'HELM_CONFIG_HOME', 'HELM_DATA_HOME', 'HELM_PLUGINS', 'KUSTOMIZE_PLUGIN_HOME'].map((name) => [name, home]);
	return {
		...(Object.fromEntries([...proxies, ...homes]) as Record<string, string>),
		LC_ALL: 'C',
		PATH: '',
		TMPDIR: join(home, 'tmp'),
		KUBECONFIG: join(home, 'none'),
		HELM_REGISTRY_CONFIG: join(home, 'registry.json'),
		HELM_REPOSITORY_CONFIG: join(home, 'repositories.yaml'),
		HELM_REPOSITORY_CACHE: join(home, 'repository'),
		// Node hands its own NODE_V8_COVERAGE down otherwise.
		NODE_V8_COVERAGE: '',
	};
}
