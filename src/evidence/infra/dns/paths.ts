/** Is this file called as zone files are, wherever it stands? */
export function isNamedZone(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return /\.zone$/i.test(name) || /^db\.[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name);
}

/** Zone files as they are usually called: `example.org.zone`, `db.example.org`, what stands in a folder of zones. */
export function isZonePath(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return isNamedZone(path) || (/(?:^|\/)zones?\//i.test(path) && /^[a-z0-9_-]+(?:\.[a-z0-9-]+)+$/i.test(name) && !/\.(?:ya?ml|json|tf|tfvars|md|txt|ts|js|py|go|rb|sh|sql|csv|html?|xml|toml|ini|conf|lua|php|java|kt|rs|c|h|png|svg|jpg|gif)$/i.test(name));
}
