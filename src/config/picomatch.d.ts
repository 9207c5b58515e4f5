/** The package has no types of its own; this is the part that is used here. */
declare module 'picomatch' {
	/** Makes a function that tells whether a path matches one of the globs. */
	export default function picomatch(globs: string | readonly string[], options: { readonly dot: boolean; readonly nonegate?: boolean; readonly nobrace?: boolean; readonly noextglob?: boolean }): (path: string) => boolean;
}
