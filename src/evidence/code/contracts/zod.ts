import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { unwrapped } from '../handling/site.ts';
import { type Described, type Shape, UNREAD, shapeOf, textsOf } from './field.ts';

const NAMES = /^(?:z|zod|v|t|Type|S)$/;
/** Steps of a chain that change nothing of the shape. */
const NEUTRAL = /^(?:strict|strip|passthrough|loose|describe|meta|openapi|brand|readonly|refine|superRefine|transform|catchall|register|min|max|int|positive|nonnegative|nonempty|email|url|uuid|cuid|cuid2|datetime|trim|toLowerCase|regex|length|finite|gt|gte|lt|lte|startsWith|endsWith|date|check|pipe|nonoptional|required)$/;
const OBJECTS = /^(?:object|strictObject|looseObject|Object)$/;

/** The shape of `z.object({ … })`, `Type.Object({ … })`, with what the chain after it does; undefined for anything else. */
export function zodShape(node: ts.Expression, context: CodeContext): Shape | undefined {
	const chain = chainOf(node);
	if (chain === undefined || !OBJECTS.test(chain.maker)) return undefined;
	const [literal] = chain.arguments;
	if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return undefined;
	const shape = shapeOf(literal, (value) => described(value), context);
	return { ...shape, complete: shape.complete && chain.steps.every((step) => NEUTRAL.test(step) || OPTIONAL.has(step)) };
}

const OPTIONAL: ReadonlySet<string> = new Set(['optional', 'nullish', 'default', 'catch', 'prefault']);

function described(node: ts.Expression): Described {
	const chain = chainOf(node);
	if (chain === undefined) return UNREAD;
	const [first] = chain.arguments;
	if (chain.maker === 'optional' || chain.maker === 'Optional' || chain.maker === 'nullish') {
		return { ...(first === undefined ? UNREAD : described(unwrapped(first))), required: false };
	}
	const required = !chain.steps.some((step) => OPTIONAL.has(step));
	if (OBJECTS.test(chain.maker)) return { type: 'object', required, values: [], ...(first !== undefined && ts.isObjectLiteralExpression(first) ? { inside: first } : { open: true }) };
	// A preprocessed or combined value may take anything.
	const type = /^(?:any|unknown|preprocess|union|intersection|lazy|custom|discriminatedUnion|pipe|Union|Any|Unknown|Intersect)$/.test(chain.maker) || chain.steps.includes('or') ? 'unknown' : chain.maker;
	return { type: type === 'nativeEnum' ? 'enum' : type, required, values: chain.maker === 'enum' ? textsOf(first) : [] };
}

interface Chain {
	readonly maker: string;
	readonly arguments: readonly ts.Expression[];
	readonly steps: readonly string[];
}

/** `z.string().min(1).optional()`: made by `string`, then `min`, `optional`. */
function chainOf(node: ts.Expression): Chain | undefined {
	const steps: string[] = [];
	let call = unwrapped(node);
	for (;;) {
		if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
		const on = unwrapped(call.expression.expression);
		const name = call.expression.name.text;
		if (isLibrary(on)) return { maker: name, arguments: call.arguments.map(unwrapped), steps };
		steps.unshift(name);
		call = on;
	}
}

/** `z`, and `z.coerce`. */
function isLibrary(node: ts.Expression): boolean {
	if (ts.isIdentifier(node)) return NAMES.test(node.text);
	return ts.isPropertyAccessExpression(node) && node.name.text === 'coerce' && isLibrary(node.expression);
}
