/**
 * Every limit on input, in one place; docs/limits.md is generated from this table.
 * Past a limit a file is reported as not analysed and the run goes on.
 */
export const LIMITS = {
	fileBytes: { value: 1_048_576, unit: 'bytes', what: 'size of a file' },
	searchedBytes: { value: 16_777_216, unit: 'bytes', what: 'size of an unread YAML or JSON file in which manifests are looked for' },
	lineLength: { value: 20_000, unit: 'characters', what: 'length of a line' },
	nesting: { value: 100, unit: 'levels', what: 'nesting of brackets, collections and blocks' },
	yamlDocuments: { value: 1_000, unit: 'documents', what: 'documents in a YAML stream' },
	yamlAliases: { value: 1_000, unit: 'aliases', what: 'aliases in a YAML document' },
	nodes: { value: 50_000, unit: 'nodes', what: 'nodes of a YAML document after its aliases are expanded' },
	dockerfileLines: { value: 5_000, unit: 'lines', what: 'lines of a Dockerfile' },
	dockerfileStages: { value: 200, unit: 'stages', what: 'stages of a Dockerfile' },
	moduleFiles: { value: 1_000, unit: 'files', what: 'files of one directory that are judged together' },
	moduleBytes: { value: 8_388_608, unit: 'bytes', what: 'size of the Terraform files of one directory' },
	renderFiles: { value: 2_000, unit: 'files', what: 'files of a Helm chart or a kustomization' },
	renderBytes: { value: 16_777_216, unit: 'bytes', what: 'size of the files of a Helm chart or a kustomization' },
	renderedBytes: { value: 8_388_608, unit: 'bytes', what: 'what a Helm chart or a kustomization renders to' },
	renderMs: { value: 10_000, unit: 'ms', what: 'time for rendering a Helm chart or a kustomization' },
	searchedFolders: { value: 2_000, unit: 'folders', what: 'folders in which kustomizations are looked for that use a changed file' },
	fileMs: { value: 5_000, unit: 'ms', what: 'time for one file' },
	planBytes: { value: 16_777_216, unit: 'bytes', what: 'size of a Terraform plan, a JSON file with `plan` in its name' },
	moduleMs: { value: 20_000, unit: 'ms', what: 'time for the Terraform files of one directory' },
	changeMs: { value: 120_000, unit: 'ms', what: 'time for one change' },
	policyBytes: { value: 67_108_864, unit: 'bytes', what: 'memory of a policy module' },
	evaluatorBytes: { value: 268_435_456, unit: 'bytes', what: "memory of OPA's own evaluator with a pack's policies" },
	policyMs: { value: 5_000, unit: 'ms', what: 'time for one evaluation of a policy module' },
	packFiles: { value: 2_000, unit: 'files', what: 'Rego and data files of a policy pack' },
	packBytes: { value: 8_388_608, unit: 'bytes', what: 'Rego and data of a policy pack' },
	packCompileMs: { value: 30_000, unit: 'ms', what: 'time for compiling a policy pack' },
	policyResults: { value: 1_000, unit: 'findings', what: 'findings of one policy on one input' },
	importDepth: { value: 4, unit: 'imports', what: 'how far imports are followed from a changed file' },
	childBytes: { value: 1_610_612_736, unit: 'bytes', what: 'heap of the process that parses' },
} as const;

export type LimitName = keyof typeof LIMITS;

/** The figure of one limit. */
export function limit(name: LimitName): number {
	return LIMITS[name].value;
}
