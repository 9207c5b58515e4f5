/**
 * The rules of the house: stages flow one way, nobody imports an entry, and what is dangerous or heavy has one room.
 * A stage imports the stages before it and nothing after; each rule's comment says why.
 */
const STAGES = ['change', 'parse', 'evidence', 'policy', 'finding', 'fix', 'verdict', 'report'];
const ENTRIES = '^src/(?:action|cli|app|child)/';
const TESTS = '\\.test\\.ts$|^test/|^scripts/';

/** What a stage may not import: every stage after it, but for the exceptions that are named. */
function oneWay(stage, index) {
	// fix/ runs after a policy has objected, yet its editors are given evidence and never a finding.
	const later = STAGES.slice(index + 1);
	return {
		name: `${stage}-flows-one-way`,
		comment: `${stage}/ comes before ${later.join(', ')}: it must not know them.`,
		severity: 'error',
		from: { path: `^src/${stage}/`, pathNot: TESTS },
		to: { path: `^src/(?:${later.join('|')})/` },
	};
}

export default {
	forbidden: [
		...STAGES.slice(0, -1).map(oneWay),
		{
			name: 'nobody-imports-an-entry',
			comment: 'Entries read the environment and end processes; code that others need belongs into a room.',
			severity: 'error',
			from: { path: '^src/', pathNot: `${ENTRIES}|${TESTS}` },
			to: { path: ENTRIES },
		},
		{
			name: 'people-decide-about-reports',
			comment: 'people/ reads what somebody wrote and decides what it means for a report: it comes after the report, and is a function of its input. The rooms of the pipeline must not know it: the check judges as if nobody had said a word.',
			severity: 'error',
			from: { path: `^src/(?:${STAGES.join('|')}|config|pipeline|isolation|render|baseline)(?:/|\\.ts$)`, pathNot: TESTS },
			to: { path: '^src/people/' },
		},
		{
			name: 'people-is-pure',
			comment: 'Who may decide is looked up in github/people/; what follows from it is decided here, and tested without a network.',
			severity: 'error',
			from: { path: '^src/people/', pathNot: TESTS },
			to: { path: '^src/(?:github|isolation|pipeline|policy|render|parse|evidence|fix)(?:/|\\.ts$)', dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'octokit-in-github-only',
			comment: 'One room talks to GitHub, so that retries, rate limits and permissions are handled once.',
			severity: 'error',
			from: { path: '^src/', pathNot: `^src/(?:github|action|app)/|${TESTS}` },
			to: { path: 'node_modules/(?:@octokit|@actions)/' },
		},
		{
			name: 'ts-morph-in-two-rooms',
			comment: 'The compiler is 9 MB: only the TypeScript parser and the code extractors may need it, so that other changes never load it. fix/ edits the nodes those found.',
			severity: 'error',
			from: { path: '^src/', pathNot: `^src/(?:parse/typescript|evidence/code|fix)/|${TESTS}` },
			to: { path: 'node_modules/ts-morph/|^src/parse/typescript/compiler\\.ts$' },
		},
		{
			name: 'opa-wasm-in-policy-only',
			comment: 'Rego is judged in one room, in a process that can be killed.',
			severity: 'error',
			from: { path: '^src/', pathNot: `^src/policy/|${TESTS}` },
			to: { path: 'node_modules/@open-policy-agent/' },
		},
		{
			name: 'io-at-the-rim',
			comment: 'Files, network and child processes are for readers and entries; everything else is a function of its input. policy/ and parse/hcl/ load their Wasm, render/ runs helm and kustomize.',
			severity: 'error',
			from: { path: '^src/', pathNot: `^src/(?:action|cli|app|child|change|github|isolation|policy|render|parse/hcl)/|^src/pipeline|${TESTS}` },
			to: { path: '^(?:node:)?(?:fs|fs/promises|child_process|net|http|https|http2|dgram|dns|tls|worker_threads|cluster)$' },
		},
		{
			name: 'report-never-sees-a-parser',
			comment: 'Renderers are pure functions of the report.',
			severity: 'error',
			from: { path: '^src/report/', pathNot: TESTS },
			to: { path: '^src/(?:evidence|fix)/|^src/parse/(?!parsed|limits)' },
		},
		{
			name: 'evidence-never-sees-a-policy',
			comment: 'Facts have no opinion.',
			severity: 'error',
			from: { path: '^src/evidence/', pathNot: TESTS },
			to: { path: '^src/(?:policy|finding|verdict|config)/' },
		},
		{
			name: 'no-dev-dependency-at-run-time',
			comment: 'What runs must be declared as a dependency.',
			severity: 'error',
			from: { path: '^src/', pathNot: TESTS },
			to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
		},
		{
			name: 'no-cycle-between-files',
			comment: 'A cycle makes the order of loading matter. The evaluator of code values is mutually recursive by nature and loads no state.',
			severity: 'error',
			from: { path: '^src/', pathNot: `^src/evidence/code/value/|${TESTS}` },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.test\\.ts$|/fixtures/' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
	},
};
