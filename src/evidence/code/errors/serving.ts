import { ts } from '../../../parse/typescript/compiler.ts';

const REQUEST = /^_?(?:req|request)$/;
const RESPONSE = /^_?(?:res|response|reply)$/;

/** Does a node stand in a function that is given a request and the response to answer it with, as Express and Fastify do? */
export function servesRequests(node: ts.Node): boolean {
	return ts.findAncestor(node, (outer) => ts.isFunctionLike(outer) && takesBoth(outer)) !== undefined;
}

function takesBoth({ parameters }: ts.SignatureDeclaration): boolean {
	const names = parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
	return names.some((name, index) => REQUEST.test(name) && RESPONSE.test(names[index + 1] ?? ''));
}
