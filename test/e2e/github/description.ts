import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Schema = { [key: string]: unknown };
export type Values = { [key: string]: unknown };

export interface Operation {
	readonly id: string;
	readonly params: Readonly<Record<string, string>>;
}

interface Entry {
	readonly id: string;
	readonly method: string;
	readonly path: string;
	readonly pattern: RegExp;
	readonly request: ValidateFunction | undefined;
	readonly responses: ReadonlyMap<string, Schema>;
}

/** The official description, ready to check what is sent and what is answered. */
export class Description {
	readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
	readonly #document: Schema;
	readonly #entries: Entry[] = [];
	readonly #validators = new Map<string, ValidateFunction>();

	constructor() {
		addFormats.default(this.#ajv);
		this.#document = asSchema(JSON.parse(readFileSync(new URL('./openapi.json', import.meta.url), 'utf8')));
		this.#ajv.addSchema(asSchema(nullables(this.#document)), 'github');
		for (const [path, item] of Object.entries(asSchema(this.#document['paths']))) {
			for (const [method, operation] of Object.entries(asSchema(item))) this.#entries.push(this.#entry(method, path, asSchema(operation)));
		}
	}

	#entry(method: string, path: string, operation: Schema): Entry {
		const body = jsonSchema(asSchema(operation['requestBody']));
		// A field that GitHub does not describe is a mistake of ours, although GitHub itself would let it pass.
		const request = body === undefined ? undefined : this.#ajv.compile(asSchema(closed(rooted(nullables(body)))));
		const responses = Object.entries(asSchema(operation['responses'])).flatMap(([status, response]) => {
			const schema = jsonSchema(this.#resolve(asSchema(response)));
			return schema === undefined ? [] : [[status, schema] as const];
		});
		const pattern = new RegExp(`^${path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => `(?<${name}>[^/]+)`)}$`, 'u');
		return { id: String(operation['operationId']), method: method.toUpperCase(), path, pattern, request, responses: new Map(responses) };
	}

	#resolve(schema: Schema): Schema {
		const reference = schema['$ref'];
		if (typeof reference !== 'string') return schema;
		return asSchema(reference.slice(2).split('/').reduce<unknown>((node, part) => asSchema(node)[part], this.#document));
	}

	/** The operation that a request addresses. */
	find(method: string, pathname: string): Operation | undefined {
		for (const entry of this.#entries) {
			const match = entry.method === method ? entry.pattern.exec(pathname) : null;
			if (match !== null) return { id: entry.id, params: Object.fromEntries(Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)])) };
		}
		return undefined;
	}

	/** What is wrong with a request's body, or undefined. */
	requestError(id: string, body: unknown): string | undefined {
		const validate = this.#entries.find((entry) => entry.id === id)?.request;
		if (validate === undefined) return body === undefined ? undefined : `${id} takes no body`;
		return validate(body) ? undefined : this.#ajv.errorsText(validate.errors);
	}

	/** What is wrong with an answer of ours, or undefined. Statuses that GitHub sends without describing them pass. */
	responseError(id: string, status: number, body: unknown): string | undefined {
		const schema = this.#entries.find((entry) => entry.id === id)?.responses.get(String(status));
		if ((status === 204 || status === 302) && body === undefined) return undefined;
		if (schema === undefined) return status < 400 ? `${id} describes no status ${status}` : undefined;
		const key = `${id} ${status}`;
		const validate = this.#validators.get(key) ?? this.#ajv.compile(asSchema(rooted(nullables(schema))));
		this.#validators.set(key, validate);
		return validate(mapped(body, withoutNullLine)) ? undefined : this.#ajv.errorsText(validate.errors);
	}

	/** The least object that the named component allows, with `values` laid over it. */
	make(component: string, values: Values): Values {
		return { ...asSchema(this.#least({ $ref: `#/components/schemas/${component}` })), ...values };
	}

	#least(raw: Schema): unknown {
		const schema = this.#resolve(raw);
		const [one] = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((choice) => (Array.isArray(choice) ? [choice] : []));
		if (schema['nullable'] === true) return null;
		if (Array.isArray(schema['enum'])) return schema['enum'][0];
		if (schema['type'] === 'object' || schema['properties'] !== undefined) return this.#leastObject(schema);
		if (one !== undefined) return this.#least(asSchema(one[0]));
		if (schema['type'] === 'array') return [];
		if (schema['type'] === 'integer' || schema['type'] === 'number') return 1;
		if (schema['type'] === 'boolean') return false;
		if (schema['format'] === 'uri') return 'http://127.0.0.1/';
		return schema['format'] === 'date-time' ? '2026-01-01T00:00:00Z' : '';
	}

	#leastObject(schema: Schema): Schema {
		const properties = asSchema(schema['properties']);
		const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
		return Object.fromEntries(required.map((name) => [name, this.#least(asSchema(properties[name]))]));
	}
}

function asSchema(value: unknown): Schema {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

/** GitHub gives `line: null` for an outdated comment, which its own description does not allow. */
function withoutNullLine(value: Schema): Schema {
	if (value['line'] !== null || value['original_commit_id'] === undefined) return value;
	const { line: _, ...rest } = value;
	return rest;
}

function jsonSchema(holder: Schema): Schema | undefined {
	const schema = asSchema(asSchema(holder['content'])['application/json'])['schema'];
	return schema === undefined ? undefined : asSchema(schema);
}

function mapped(value: unknown, change: (schema: Schema) => Schema): unknown {
	if (Array.isArray(value)) return value.map((item: unknown) => mapped(item, change));
	if (typeof value !== 'object' || value === null) return value;
	return change(Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapped(child, change)])));
}

/** OpenAPI 3.0 says `nullable`; JSON Schema says it with a type. */
function nullables(value: unknown): unknown {
	return mapped(value, (schema) => {
		if (schema['nullable'] !== true) return schema;
		const { nullable: _, ...rest } = schema;
		return { anyOf: [rest, { type: 'null' }] };
	});
}

function rooted(value: unknown): unknown {
	return mapped(value, (schema) => (typeof schema['$ref'] === 'string' ? { ...schema, $ref: schema['$ref'].replace(/^#/u, 'github#') } : schema));
}

function closed(value: unknown): unknown {
	return mapped(value, (schema) => (schema['properties'] === undefined || schema['anyOf'] !== undefined || schema['oneOf'] !== undefined ? schema : { additionalProperties: false, ...schema }));
}
