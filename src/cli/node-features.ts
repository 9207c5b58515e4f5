/**
 * What Groundwire needs of Node and this one has not: the permission model under its final name (22.13, 23.5) and synchronous module
 * hooks (22.15, 23.5). Asked of the features, not of the version. This file is loaded by any Node, so it uses nothing new itself.
 */
export function missingFeatures(
	host: { readonly allowedNodeEnvironmentFlags: ReadonlySet<string> },
	module: { readonly registerHooks?: unknown },
): string[] {
	return [
		...(host.allowedNodeEnvironmentFlags.has('--permission') ? [] : ['--permission']),
		...(typeof module.registerHooks === 'function' ? [] : ['module.registerHooks']),
	];
}
