import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, calleeText, type Mutation, type Mutator, replaced } from '../mutator.ts';

/** The limiter around each element goes; `pMap` becomes `Promise.all`. */
export const mutator: Mutator = {
	rule: 'unbounded-fan-out',
	hint: /p-?limit|p-?map|concurrency|limiter/i,
	sites: (source) => all(source, ts.isCallExpression).flatMap((call) => [...unlimited(source, call), ...mapped(source, call)]),
};

/** `Promise.all(items.map((item) => limit(() => load(item))))` */
function unlimited(source: ts.SourceFile, call: ts.CallExpression): Mutation[] {
	if (!/^Promise\.all(?:Settled)?$/.test(calleeText(source, call))) return [];
	const [list] = call.arguments;
	if (list === undefined || !ts.isCallExpression(list) || calleeName(list) !== 'map') return [];
	const [mapper] = list.arguments;
	if (mapper === undefined || !ts.isArrowFunction(mapper) || !ts.isCallExpression(mapper.body) || !/limit/i.test(calleeText(source, mapper.body))) return [];
	const [work, ...others] = mapper.body.arguments;
	if (work === undefined || others.length > 0 || !ts.isArrowFunction(work) || work.parameters.length > 0 || ts.isBlock(work.body)) return [];
	return [{ at: call.getStart(source), edits: [replaced(source, mapper.body, work.body.getText(source))] }];
}

/** `pMap(items, load, { concurrency: 5 })` */
function mapped(source: ts.SourceFile, call: ts.CallExpression): Mutation[] {
	const [items, mapper, options] = call.arguments;
	if (!/^(?:pMap|pmap)$/.test(calleeText(source, call)) || items === undefined || mapper === undefined || options === undefined) return [];
	return [{ at: call.getStart(source), edits: [replaced(source, call, `Promise.all(${items.getText(source)}.map(${mapper.getText(source)}))`)] }];
}
