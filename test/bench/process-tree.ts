import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** One run of a command as a whole: wall time, and the memory of its process tree. */
export interface Measured {
	readonly seconds: number;
	/** Largest resident set of one process, in MB. */
	readonly peakMb: number;
	/** Largest sum over all processes alive at one time, in MB. */
	readonly peakTreeMb: number;
	readonly stdout: string;
}

const SAMPLE_MS = 20;

/** Runs a command and samples /proc for it and its descendants (Linux only: elsewhere the memory figures are 0). */
export function measure(command: string, args: readonly string[]): Promise<Measured> {
	return new Promise((resolve, reject) => {
		const start = performance.now();
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		let stdout = '';
		let peakMb = 0;
		let peakTreeMb = 0;
		const timer = setInterval(() => {
			const sizes = treeOf(child.pid ?? 0).map(residentMb);
			peakMb = Math.max(peakMb, ...sizes);
			peakTreeMb = Math.max(peakTreeMb, sizes.reduce((sum, size) => sum + size, 0));
		}, SAMPLE_MS);
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
		});
		child.on('error', reject);
		child.on('close', () => {
			clearInterval(timer);
			resolve({ seconds: (performance.now() - start) / 1000, peakMb, peakTreeMb, stdout });
		});
	});
}

function treeOf(root: number): number[] {
	const children = new Map<number, number[]>();
	for (const name of procEntries()) {
		const parent = Number(/^PPid:\s+(\d+)/m.exec(status(name))?.[1] ?? 0);
		children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
	}
	const found: number[] = [];
	for (const pending = [root]; pending.length > 0; ) {
		const pid = pending.pop() ?? 0;
		found.push(pid);
		pending.push(...(children.get(pid) ?? []));
	}
	return found;
}

function procEntries(): string[] {
	try {
		return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	} catch {
		return [];
	}
}

function status(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/status`, 'utf8');
	} catch {
		return '';
	}
}

function residentMb(pid: number): number {
	return Number(/^VmRSS:\s+(\d+)/m.exec(status(String(pid)))?.[1] ?? 0) / 1024;
}
