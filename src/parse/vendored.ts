/** Folders that hold other people's code: it is mended where it comes from. */
const VENDOR_FOLDERS = ['third_party', 'third-party', 'vendored', 'node_modules', 'bower_components', 'jspm_packages'];
/** Folders of a web page's files: what lies in a `vendor` below them was copied there. */
const ASSET_FOLDERS = ['assets', 'static', 'public', 'wwwroot'];
const COPIED = ['vendor', 'vendors'];
/** What a bundler writes into a page's files. */
const BUNDLED = ['build', 'dist', 'bundles', 'chunks', '_next', '_nuxt'];

const any = (names: readonly string[]): string => `(?:${names.join('|')})`;

const VENDORED: readonly RegExp[] = [
	new RegExp(`(?:^|/)${any(VENDOR_FOLDERS)}/`),
	new RegExp(`(?:^|/)${any(ASSET_FOLDERS)}/(?:[^/]+/)*${any(COPIED)}/.*\\.[cm]?js$`),
	/(?:^|\/)wwwroot\/lib\//,
	new RegExp(`(?:^|/)public/(?:[^/]+/)*${any(BUNDLED)}/.*\\.[cm]?js$`),
	/(?:^|\/)public\/.*[.-](?:bundle|chunk|[0-9a-f]{8,})\.[cm]?js$/,
	/[.-]min\.[cm]?js$/,
];

/** Is this code that was copied or bundled, by its path? Nobody here can mend it, so it is not read at all. */
export function isVendored(path: string): boolean {
	return VENDORED.some((pattern) => pattern.test(path));
}
