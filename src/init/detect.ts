import { record } from '../parse/json-values.ts';

/** What a repository has that Groundwire can judge or be run by. */
export interface Found {
	/** TypeScript and JavaScript files, without those of dependencies. */
	readonly code: number;
	/** Packages that serve requests or consume messages, with the library that says so. */
	readonly services: readonly { readonly folder: string; readonly library: string }[];
	/** Files that hold Kubernetes objects. */
	readonly manifests: readonly string[];
	/** Folders of Helm charts and of kustomizations. */
	readonly charts: readonly string[];
	readonly kustomizations: readonly string[];
	/** Folders with Terraform files. */
	readonly terraform: readonly string[];
	/** Templates of CloudFormation and SAM. */
	readonly templates: readonly string[];
	/** How many Dockerfiles there are. */
	readonly dockerfiles: number;
	/** Compose files, by their usual names. */
	readonly compose: readonly string[];
	readonly workflows: readonly string[];
	/** Workflows that run Groundwire already. */
	readonly running: readonly string[];
	readonly policies: readonly PolicyFolder[];
	readonly hooks: readonly HookTool[];
	/** Globs of generated or vendored code that is committed. */
	readonly generated: readonly string[];
}

/** A folder of Rego. */
export interface PolicyFolder {
	readonly folder: string;
	readonly files: number;
	readonly rego: 'v0' | 'v1';
	/** A package of it stands in another folder, too: their rules must be told apart. */
	readonly clashes: boolean;
	/** Groundwire's own folder, which needs no word in the config. */
	readonly own: boolean;
}

export type HookTool = 'pre-commit' | 'lefthook' | 'husky';

/** The files of a repository: their paths, and the text of one where it can be read. */
export interface Tree {
	readonly paths: readonly string[];
	readonly read: (path: string) => string | undefined;
}

/** Files whose text is looked at, of a kind: enough to tell what a repository is. */
const MOST_READ = 3000;

const SERVERS = [
	'express', 'fastify', 'koa', '@koa/router', '@nestjs/core', 'hono', '@hono/node-server', '@hapi/hapi', 'restify', 'polka', '@apollo/server', 'graphql-yoga', '@trpc/server', '@grpc/grpc-js',
	'next', 'moleculer', 'bullmq', 'bull', 'kafkajs', 'amqplib', 'nats', '@temporalio/worker', 'sqs-consumer', '@middy/core', '@google-cloud/functions-framework', '@azure/functions',
] as const;

const GENERATED: readonly (readonly [RegExp, string])[] = [
	[/(?:^|\/)generated\//, '**/generated/**'],
	[/(?:^|\/)__generated__\//, '**/__generated__/**'],
	[/(?:^|\/)third_party\//, '**/third_party/**'],
	[/(?:^|\/)vendor\//, '**/vendor/**'],
];

/** What is there to be looked at by tools and tests, and runs nowhere. */
const ELSEWHERE = /(?:^|\/)(?:node_modules|\.terraform|fixtures|__fixtures__|testdata)\//;

/** Looks at names first, and at the text of few files: what a person would see in five minutes. */
export function detect(tree: Tree): Found {
	const paths = tree.paths.filter((path) => !ELSEWHERE.test(path)).toSorted();
	const named = (pattern: RegExp): string[] => paths.filter((path) => pattern.test(path));
	const charts = folders(named(/(?:^|\/)Chart\.yaml$/));
	const isTemplate = (path: string): boolean => charts.some((chart) => path.startsWith(chart === '.' ? 'templates/' : `${chart}/templates/`));
	const documents = named(/\.(?:ya?ml|json|template)$/).filter((path) => !path.startsWith('.') && !isTemplate(path)).slice(0, MOST_READ);
	const workflows = named(/^\.github\/workflows\/[^/]+\.ya?ml$/);
	return {
		code: named(/\.[cm]?[jt]sx?$/).filter((path) => !path.endsWith('.d.ts')).length,
		services: named(/(?:^|\/)package\.json$/).slice(0, MOST_READ).flatMap((path) => serviceOf(path, tree)),
		manifests: documents.filter((path) => /\.ya?ml$/.test(path) && isManifest(tree.read(path))),
		charts,
		kustomizations: folders(named(/(?:^|\/)kustomization\.ya?ml$/)),
		terraform: folders(named(/\.(?:tf|tofu)(?:\.json)?$/)),
		templates: documents.filter((path) => isCloudFormation(tree.read(path))),
		dockerfiles: named(/(?:^|[/.])(?:Docker|Container)file(?:\.[a-z0-9-]+)?$/).length,
		compose: named(/(?:^|\/)(?:docker-)?compose(?:\.[^/]+)?\.ya?ml$/),
		workflows,
		running: workflows.filter((path) => /uses:\s*['"]?[^\s'"]*groundwire@/i.test(tree.read(path) ?? '')),
		policies: policyFolders(named(/\.rego$/), tree),
		hooks: hookTools(paths, tree),
		generated: GENERATED.filter(([pattern]) => paths.some((path) => pattern.test(path))).map(([, glob]) => glob),
	};
}

function folderOf(path: string): string {
	return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

function folders(paths: readonly string[]): string[] {
	return [...new Set(paths.map(folderOf))].sort((a, b) => (a < b ? -1 : 1));
}

function serviceOf(path: string, { read }: Tree): { folder: string; library: string }[] {
	const manifest = jsonObject(read(path));
	const dependencies = Object.keys(record(manifest['dependencies']));
	const library = SERVERS.find((name) => dependencies.includes(name));
	return library === undefined ? [] : [{ folder: folderOf(path), library }];
}

function isManifest(text: string | undefined): boolean {
	return text !== undefined && /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}

/** As `Resources` of types of AWS; lock files and data of the same form have none. */
function isCloudFormation(text: string | undefined): boolean {
	return text !== undefined && /^\s*"?Resources"?\s*:/m.test(text) && /\bType"?\s*:\s*"?AWS::\w/.test(text);
}

const OWN_POLICIES = '.groundwire/policies';
const CONFTEST_RULE = /^\s*(?:deny|violation|warn)(?:_\w+)?\b/m;
/** A rule as Rego before v1 has it: a body without `if`. */
const OLDER_RULE = /^(?:deny|violation|warn)\w*\s*(?:\[[^\n]*\]\s*\{|(?:\[[^\n]*\]\s*)?:?=(?![^\n]*\bif\s*\{)[^\n{]*[\w\])"]\s*\{\s*$)/m;
/** How people call the folder of a whole pack; its rules need the libraries beside them. */
const PACK_FOLDER = /^(?:.*?\/)?(?:policy|policies|rego|conftest)(?=\/|$)/;

interface RegoFile {
	readonly path: string;
	readonly text: string;
}

/** The topmost folders whose Rego has rules as Conftest names them, and Groundwire's own. */
function policyFolders(files: readonly string[], { read }: Tree): PolicyFolder[] {
	const texts = files.slice(0, MOST_READ).filter((path) => !path.endsWith('_test.rego')).map((path) => ({ path, text: withoutComments(read(path) ?? '') }));
	const isOwn = (path: string): boolean => path.startsWith(`${OWN_POLICIES}/`);
	const rules = texts.filter(({ path, text }) => !isOwn(path) && CONFTEST_RULE.test(text));
	const tops = [...new Set(folders(rules.map(({ path }) => path)).map((folder) => PACK_FOLDER.exec(folder)?.[0] ?? folder))];
	const roots = tops.filter((folder) => !tops.some((other) => other !== folder && isBelow(folder, other))).toSorted();
	const packages = roots.map((root) => new Set(rules.filter(({ path }) => isBelow(path, root)).map(packageOf)));
	const packs = roots.map((folder, index): PolicyFolder => ({
		folder,
		files: texts.filter(({ path }) => isBelow(path, folder)).length,
		rego: rules.some(({ path, text }) => isBelow(path, folder) && OLDER_RULE.test(text)) ? 'v0' : 'v1',
		clashes: packages.some((other, at) => at !== index && packages[index]?.isDisjointFrom(other) === false),
		own: false,
	}));
	const own = texts.filter(({ path }) => isOwn(path)).length;
	return own === 0 ? packs : [{ folder: OWN_POLICIES, files: own, rego: 'v1', clashes: false, own: true }, ...packs];
}

function isBelow(path: string, folder: string): boolean {
	return folder === '.' || path.startsWith(`${folder}/`);
}

function packageOf({ text }: RegoFile): string | undefined {
	return /^\s*package\s+(\S+)/m.exec(text)?.[1];
}

function withoutComments(rego: string): string {
	return rego.replaceAll(/#.*$|"(?:[^"\\\n]|\\.)*"|`[^`]*`/gm, '');
}

function hookTools(paths: readonly string[], { read }: Tree): HookTool[] {
	const has = (pattern: RegExp): boolean => paths.some((path) => pattern.test(path));
	const root = jsonObject(read('package.json'));
	const dependencies = { ...record(root['devDependencies']), ...record(root['dependencies']) };
	return [
		...(has(/^\.pre-commit-config\.ya?ml$/) ? (['pre-commit'] as const) : []),
		...(has(/^(?:\.config\/)?\.?lefthook\.(?:ya?ml|toml|json)$/) || 'lefthook' in dependencies ? (['lefthook'] as const) : []),
		...(has(/^\.husky\//) || 'husky' in dependencies ? (['husky'] as const) : []),
	];
}

function jsonObject(text: string | undefined): Readonly<Record<string, unknown>> {
	try {
		return text === undefined ? {} : record(JSON.parse(text));
	} catch {
		// A manifest that is no JSON tells nothing.
		return {};
	}
}
