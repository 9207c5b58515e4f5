import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, calleeText, type Mutator, replaced } from '../mutator.ts';

const ASYNC = /^(?:readFile|writeFile|readdir|stat|mkdir|rm|unlink|copyFile|appendFile|access)$/;
const SERVED = /^(?:get|post|put|patch|delete|all|use|route|on|process)$/;

/** A file is read, or a password hashed, while every other request waits. */
export const mutator: Mutator = {
	rule: 'blocking-handler',
	hint: /fs\/promises|fs\.promises|bcrypt|promises as fs/,
	sites: (source) =>
		all(source, ts.isAwaitExpression).flatMap((awaited) => {
			const call = awaited.expression;
			if (!ts.isCallExpression(call) || !isServed(awaited)) return [];
			const name = calleeName(call);
			const given = call.arguments.map((argument) => argument.getText(source)).join(', ');
			if (/^bcrypt(?:js)?\.(?:hash|compare)$/.test(calleeText(source, call))) return [{ at: awaited.getStart(source), edits: [replaced(source, awaited, `${calleeText(source, call)}Sync(${given})`)] }];
			if (!ASYNC.test(name) || !/(?:^|\bfs\w*\.|promises\.)\w+$/.test(calleeText(source, call))) return [];
			return [{ at: awaited.getStart(source), edits: [{ start: 0, end: 0, text: `import { ${name}Sync } from 'node:fs';\n` }, replaced(source, awaited, `${name}Sync(${given})`)] }];
		}),
};

/** Directly in the callback of a route, or in an exported handler of a route file. */
function isServed(node: ts.Node): boolean {
	for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
		if (ts.isFunctionDeclaration(parent)) return /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(parent.name?.text ?? '');
		if ((ts.isArrowFunction(parent) || ts.isFunctionExpression(parent)) && ts.isCallExpression(parent.parent)) return SERVED.test(calleeName(parent.parent));
	}
	return false;
}
