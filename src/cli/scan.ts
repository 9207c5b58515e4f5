import { Command, Option } from 'commander';
import { type CommonOptions, withCommonOptions, writeReport } from './common.ts';
import type { Done, Host } from './host.ts';

/** `groundwire scan`: judges trees as they stand. */
export function scanCommand(host: Host, done: Done): Command {
	const command = new Command('scan').description('Judge a tree as it stands; each PATH by itself').argument('<path...>', 'folders or files');
	const fetch = new Option('--fetch', 'fetch the pinned packs that the configs of these folders name').default(false);
	return withCommonOptions(command.addOption(fetch)).action(async (paths: readonly string[], options: CommonOptions & { readonly fetch: boolean }) => {
		const { runScan } = await import('../pipeline.ts');
		const { persona, rule } = options;
		const result = await runScan({ paths, ...(persona !== undefined && { persona }), rules: rule, mayFetch: options.fetch, dist: host.dist, environment: host.environment, now: new Date() });
		done(writeReport({ ...result, scanned: true, root: process.cwd() }, options, host));
	});
}
