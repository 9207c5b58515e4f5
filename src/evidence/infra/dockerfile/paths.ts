const NAME = /^(?:.*[._-])?(?:docker|container)file(?:[._-].*)?$/i;
/** Named after a Dockerfile, and none: what stands beside one, and what has to be rendered first. */
const OTHER = /\.(?:dockerignore|containerignore|md|txt|sh|py|go|rb|js|ts|json|ya?ml|toml|lock|j2|jinja2?|tpl|tmpl|template|erb|gotmpl|in|patch|diff|orig|bak)$/i;

/** Is a file of this name a Dockerfile: `Dockerfile`, `web.Dockerfile`, `Dockerfile.prod`, `Containerfile`? */
export function isDockerfilePath(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return NAME.test(name) && !OTHER.test(name);
}
