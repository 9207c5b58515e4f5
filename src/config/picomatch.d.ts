/** The package has no types of its own; this is the part that is used here. */
declare module 'picomatch' {
	/** Makes a function that tells whether a path matches one of the globs. */
	export default function picomatch(globs: readonly string[], options: { readonly dot: boolean }): (path: string) => boolean;
}
