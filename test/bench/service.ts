import { GitRepository } from '../support/git-repository.ts';

/** A repository for the benchmark and two changes of it. */
export interface BenchService {
	readonly repository: GitRepository;
	readonly base: string;
	/** 20 TypeScript files. */
	readonly code: string;
	/** One Kubernetes manifest. */
	readonly yaml: string;
}

const CHANGED = 20;

/** A service of so many modules that import each other, with manifests: the same bytes each time. */
export function benchService(modules: number): BenchService {
	const repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'bench', type: 'module', dependencies: { express: '^5', pino: '^9', pg: '^8', axios: '^1' } }));
	repository.write('tsconfig.json', JSON.stringify({ compilerOptions: { paths: { '@app/*': ['./src/*'] } } }));
	repository.write('src/server/logger.ts', "import { pino } from 'pino';\nexport const logger = pino();\n");
	repository.write('src/server/http.ts', "import axios from 'axios';\nexport const client = axios.create({ timeout: 2000 });\n");
	for (let index = 0; index < modules; index += 1) repository.write(pathOf(index), moduleText(index, modules, ''));
	repository.write('deploy/app.yaml', manifest('a'));
	const base = repository.commit('base');
	for (let index = 0; index < CHANGED; index += 1) repository.write(pathOf((index * 97) % modules), moduleText((index * 97) % modules, modules, "\tawait fetch('https://stock.internal/' + id);\n"));
	const code = repository.commit('code');
	repository.git('checkout', '--quiet', base);
	repository.write('deploy/app.yaml', manifest('b'));
	const yaml = repository.commit('yaml');
	return { repository, base, code, yaml };
}

function pathOf(index: number): string {
	return `src/server/area${index % 40}/service${index}.ts`;
}

function moduleText(index: number, modules: number, extra: string): string {
	const next = (index * 7 + 1) % modules;
	return `import { client } from '@app/server/http.ts';
import { logger } from '@app/server/logger.ts';
import { load${next} } from '@app/server/area${next % 40}/service${next}.ts';

export interface Item${index} {
	id: string;
	quantity: number;
}

export async function load${index}(id: string, depth = 0): Promise<Item${index} | undefined> {
	try {
${extra}		const { data } = await client.get<Item${index}>(\`/items/\${id}\`);
		logger.info({ id, depth }, 'loaded');
		return depth > 3 ? data : { ...data, quantity: (await load${next}(id, depth + 1))?.quantity ?? 0 };
	} catch (error) {
		logger.error({ err: error, id }, 'loading failed');
		throw error;
	}
}
`;
}

function manifest(tag: string): string {
	const workload = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/${name}:${tag}
`;
	return Array.from({ length: 20 }, (_, index) => workload(`app${index}`)).join('---\n');
}
