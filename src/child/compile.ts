/** The process that compiles a team's policies: no token, no environment, no network, no writes. */
import '../isolation/no-network.ts';
import { readFrameSync, writeFrameSync } from '../isolation/frames.ts';
import { compilePack } from '../policy/packs/compile-pack.ts';
import type { CompileRequest } from '../policy/packs/compiler.ts';
import { packed } from '../policy/packs/packed.ts';
import { SCHEMAS } from '../policy/packs/schemas.ts';
import { loadRegoTool } from '../policy/rego-tool.ts';

const STDIN = 0;
const STDOUT = 1;

const request = readFrameSync(STDIN);
if (request !== undefined) {
	const { tool, pack } = JSON.parse(request.toString('utf8')) as CompileRequest;
	writeFrameSync(STDOUT, packed(compilePack(await loadRegoTool(tool), pack, SCHEMAS)));
}
