import { GitRepository } from '../support/git-repository.ts';

/** A repository of Terraform and of manifests, for the benchmark. The same bytes each time. */
export interface BenchInfrastructure {
	readonly repository: GitRepository;
	readonly base: string;
	/** One file of a module of 60. */
	readonly terraform: string;
	/** The manifest, with no policies of a team. */
	readonly yaml: string;
	/** As `base` and `yaml`, with ten policies of a team at base. */
	readonly withPack: { readonly base: string; readonly yaml: string };
	/** A folder of 500 Terraform files in 50 modules. */
	readonly modules: string;
	/** A folder of 600 manifests in 60 folders, none of them in a kustomization. */
	readonly manifests: string;
}

const FILES = 60;
const MODULES = 50;
const FILES_OF_MODULE = 10;
const MANIFESTS = 600;
const POLICIES = 10;

export function benchInfrastructure(): BenchInfrastructure {
	const repository = new GitRepository();
	repository.write('deploy/app.yaml', workload('a'));
	for (let index = 0; index < FILES; index += 1) repository.write(`infra/file${index}.tf`, terraform(index, 8, '10.0.0.0/8'));
	for (let index = 0; index < MODULES * FILES_OF_MODULE; index += 1) repository.write(`modules/m${index % MODULES}/file${index}.tf`, terraform(index, 4, '10.0.0.0/8'));
	for (let index = 0; index < MANIFESTS; index += 1) repository.write(`manifests/m${index % 60}/app${index}.yaml`, workload('a', `app-${index}`));
	const base = repository.commit('base');
	repository.write('infra/file7.tf', terraform(7, 8, '0.0.0.0/0'));
	const changed = repository.commit('terraform');
	repository.git('checkout', '--quiet', base);
	repository.write('deploy/app.yaml', workload('b'));
	const yaml = repository.commit('yaml');
	repository.git('checkout', '--quiet', base);
	for (let index = 0; index < POLICIES; index += 1) repository.write(`.groundwire/policies/rule${index}/policy.rego`, policy(index));
	const packBase = repository.commit('policies');
	repository.write('deploy/app.yaml', workload('b'));
	return { repository, base, terraform: changed, yaml, withPack: { base: packBase, yaml: repository.commit('yaml with policies') }, modules: `${repository.path}/modules`, manifests: `${repository.path}/manifests` };
}

function terraform(index: number, resources: number, network: string): string {
	const blocks = Array.from({ length: resources }, (_, number) => {
		const name = `r${index}_${number}`;
		return `resource "aws_security_group" "${name}" {
  name = "\${var.env${index}}-${name}"
  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["${network}"]
  }
}

data "aws_iam_policy_document" "${name}" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_security_group.${name}.arn}/*"]
  }
}
`;
	});
	return `variable "env${index}" {\n  default = "production"\n}\n\n${blocks.join('\n')}`;
}

function workload(tag: string, name = 'app'): string {
	return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n    spec:\n      containers: [{ name: app, image: "registry.example.com/app:${tag}" }]\n`;
}

function policy(index: number): string {
	return `# METADATA
# title: Images come from our registry
# custom: {id: registry-${index}, category: team/registry, severity: high, confidence: high}
package team.registry${index}

findings contains {"at": ["spec", "template", "spec", "containers", position, "image"], "message": message} if {
	input.kind == "Deployment"
	some position, container in input.spec.template.spec.containers
	not startswith(container.image, "registry${index}.example.com/")
	message := sprintf("%s runs %s", [container.name, container.image])
}
`;
}
