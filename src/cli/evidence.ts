import { Command } from 'commander';
import { stableJson } from '../report/json.ts';
import { writeOut } from './common.ts';
import type { Done, Host } from './host.ts';

/** `groundwire evidence`: prints the facts that policies see. */
export function evidenceCommand(host: Host, done: Done): Command {
	return new Command('evidence')
		.description('Print the facts of files as policies see them, as JSON; a Terraform file with the values of its module')
		.argument('<path...>', 'folders or files')
		.option('--output <file>', 'write to a file')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (paths: readonly string[], { output }: { readonly output?: string }) => {
			const [{ runEvidence }, { moduleBeside }] = await Promise.all([import('../pipeline.ts'), import('../pipeline/scan-material.ts')]);
			const evidence = await runEvidence(paths, host.dist, moduleBeside);
			if (evidence.length === 0) host.warn('no policy sees anything of this: it is neither code, YAML, JSON nor Terraform, or is left out as a lock file or a manifest of packages is\n');
			writeOut(stableJson(evidence), output, host);
			done(0);
		});
}
