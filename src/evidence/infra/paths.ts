import { isZonePath } from './dns/paths.ts';
import { isDockerfilePath } from './dockerfile/paths.ts';

const DOCUMENT_FILE = /\.(?:ya?ml|json|template)$/i;
/** Written by tools, read by tools: no manifest is ever called so, and some are very large. */
const NEVER = new Set([
	'package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'composer.json', 'deno.json',
	'jsconfig.json', 'bower.json', 'lerna.json', 'nx.json', 'turbo.json', 'renovate.json', 'biome.json', 'vercel.json', 'angular.json',
	'mkdocs.yml', 'pubspec.yaml', 'conda-lock.yml', 'packages.lock.json', 'swagger.json', 'openapi.json', '.pre-commit-config.yaml',
]);
const NEVER_LIKE = /^(?:tsconfig.*\.json|\..*rc\.(?:json|ya?ml)|.*[.-]lock\.(?:json|ya?ml)|.*\.schema\.json)$/;
const NEVER_IN = /(?:^|\/)(?:node_modules|\.vscode|\.idea|\.yarn|__snapshots__)\//;

/** Could this path hold infrastructure documents? Only its name is looked at; the content decides later. */
export function mayHoldDocuments(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	if (NEVER_IN.test(path)) return false;
	return isDockerfilePath(path) || isZonePath(path) || (DOCUMENT_FILE.test(name) && !NEVER.has(name) && !NEVER_LIKE.test(name));
}
