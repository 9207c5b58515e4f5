/** Rebuilds `dist/` twice over and fails when the committed bytes are not what the sources give. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** File names of `dist/` with a digest of each. */
function digests(): Map<string, string> {
	const files = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const rows = files.map((entry) => {
		const path = join(entry.parentPath, entry.name);
		return [path.slice(root.length), createHash('sha256').update(readFileSync(path)).digest('hex')] as const;
	});
	return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const before = digests();
const build = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit', cwd: root });
if (build.status !== 0) process.exit(1);
const after = digests();
const different = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
if (different.length > 0) {
	console.error(`dist/ is not what the sources give; run \`npm run build\` and commit it:\n  ${different.join('\n  ')}`);
	process.exitCode = 1;
} else {
	console.log(`dist/: ${after.size} files, the same bytes as a fresh build`);
}
