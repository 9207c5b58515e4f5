import type { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';

/** A function with a body. */
export type FunctionNode =
	| ts.FunctionDeclaration
	| ts.FunctionExpression
	| ts.ArrowFunction
	| ts.MethodDeclaration
	| ts.ConstructorDeclaration
	| ts.AccessorDeclaration;

/** Where an expression stands: its module, and what the parameters around it were given, when a call was followed. */
export interface Frame {
	readonly module: Module;
	/** Arguments by parameter, when we came here through a known call. */
	readonly bindings?: ReadonlyMap<ts.ParameterDeclaration, Bound>;
	/** Parameters that this call leaves out: they are `undefined` here. */
	readonly omitted?: ReadonlySet<ts.ParameterDeclaration>;
	/** Calls followed to come here: bounds the work and ends recursion. */
	readonly depth: number;
}

/** An expression together with the frame in which it means something. */
export interface Bound {
	readonly expression: ts.Expression;
	readonly frame: Frame;
}

/**
 * What an expression is known to be, without types and without running anything. `unknown` is the honest answer:
 * facts made from it are `unknown` too and no rule objects to them.
 */
export type Value =
	/** An export of a package that is not in the repository: `axios` -> name `axios`, path [`default`]; `* as` -> path []. */
	| { readonly kind: 'package'; readonly name: string; readonly path: readonly string[] }
	/** A global of the runtime: `fetch`, `AbortSignal.timeout`. */
	| { readonly kind: 'global'; readonly path: readonly string[] }
	| { readonly kind: 'function'; readonly node: FunctionNode; readonly frame: Frame }
	| { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly frame: Frame }
	/** `new X(...)`. */
	| { readonly kind: 'instance'; readonly of: Value; readonly call: ts.NewExpression; readonly frame: Frame }
	/** What a call of something outside the repository returned: `axios.create(...)`. */
	| { readonly kind: 'result'; readonly of: Value; readonly call: ts.CallExpression; readonly frame: Frame }
	/** Something declared with a type that we can name, of unknown origin: a parameter `pool: Pool`. */
	| { readonly kind: 'typed'; readonly type: Value; /** Set when a caller hands it in. */ readonly parameter?: ts.ParameterDeclaration }
	| { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression; readonly frame: Frame }
	| { readonly kind: 'array'; readonly node: ts.ArrayLiteralExpression; readonly frame: Frame }
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null | undefined }
	/** Text with parts that are not known: the known start and the whole with `{}` for the parts. */
	| { readonly kind: 'text'; readonly prefix: string; readonly pattern: string }
	/** A parameter whose argument is not known. */
	| { readonly kind: 'parameter'; readonly node: ts.ParameterDeclaration; readonly frame: Frame }
	/** A member of a value that we could not look into: `req.log`, `this.http.axiosRef`. */
	| { readonly kind: 'member'; readonly of: Value; readonly name: string }
	| { readonly kind: 'namespace'; readonly module: Module }
	/** `...rest` of a destructured object: `of` without the names taken out beside it. */
	| { readonly kind: 'rest'; readonly of: Value; readonly without: readonly string[] }
	| { readonly kind: 'either'; readonly options: readonly Value[] }
	| { readonly kind: 'unknown' };

export const UNKNOWN: Value = { kind: 'unknown' };

/** The alternatives of a value: a conditional has several. */
export function alternatives(value: Value): readonly Value[] {
	return value.kind === 'either' ? value.options.flatMap(alternatives) : [value];
}

/** More than this is no choice that anyone reads: a query that is put together in twenty steps. */
const MOST_ALTERNATIVES = 24;

/** One of several values; the value itself where there is one, unknown where they are too many to look at each. */
export function either(options: readonly Value[]): Value {
	const flat = options.flatMap(alternatives);
	const [only] = flat;
	if (flat.length > MOST_ALTERNATIVES) return UNKNOWN;
	return flat.length === 1 && only !== undefined ? only : { kind: 'either', options: flat };
}

/** `package axios default.create`, for tables: undefined for anything that is neither a package's nor the runtime's. */
export function qualifiedName(value: Value): string | undefined {
	if (value.kind === 'package') return [value.name, ...value.path].join('.');
	if (value.kind === 'global') return ['global', ...value.path].join('.');
	return undefined;
}
