import type { SourceText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import { isFlow } from '../flow.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { mayHoldWildcards, wildcardFacts } from '../iam/wildcards.ts';
import { Evaluator, section } from './evaluate.ts';
import { isObject, type JsonObject } from './values.ts';
import { pointerStep } from '../../../parse/json-pointer.ts';

/** Templates of CloudFormation and SAM, in YAML or JSON, whatever their file is called. */
export const cloudformationFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'cloudformation',
	dialect: 'cloudformation',
	claims: looksLikeTemplate,
	objects: templateObjects,
};

/** At the margin in YAML, at any depth in JSON: a template inside a manifest is text of that manifest. */
function looksLikeTemplate({ text }: SourceText): boolean {
	if (!/\bResources\b/.test(text)) return false;
	if (/^(?:["']?AWSTemplateFormatVersion["']?|["']?Transform["']?)[ \t]*:/m.test(text)) return true;
	return isFlow(text) ? /\b(?:AWSTemplateFormatVersion|Type)["']?\s*:\s*["']?(?:AWS::|\d{4}-)/.test(text) : /^["']?Resources["']?[ \t]*:/m.test(text) && /\bType["']?[ \t]*:[ \t]*["']?AWS::\w/.test(text);
}

function templateObjects(document: YamlDocument, { text }: SourceText): FormatObject[] {
	const { value } = document;
	if (!isTemplate(value)) return [];
	const evaluator = new Evaluator(value, document.positions);
	const resources = Object.fromEntries(Object.entries(section(value, 'Resources')).map(([id, resource]) => [id, evaluated(evaluator, value, id, resource)]));
	const others = entriesOf(document).filter(([pointer]) => !pointer.startsWith('/Resources/'));
	const object = { ...value, Resources: resources };
	return [{ name: 'template', object: mayHoldWildcards(text) ? { ...object, ...wildcardFacts(object) } : object, positions: [...others, ...evaluator.positions()] }];
}

function isTemplate(value: Json): value is JsonObject {
	if (!isObject(value) || !isObject(value['Resources'])) return false;
	if ('AWSTemplateFormatVersion' in value || JSON.stringify(value['Transform'] ?? '').includes('AWS::')) return true;
	return Object.values(value['Resources']).some((resource) => isObject(resource) && typeof resource['Type'] === 'string' && resource['Type'].startsWith('AWS::'));
}

/** A resource as it will be; one without properties has an empty set of them. */
function evaluated(evaluator: Evaluator, template: JsonObject, id: string, resource: Json): Json {
	const pointer = `/Resources${pointerStep(id)}`;
	if (!isObject(resource)) return resource;
	const { Properties: properties = {}, ...rest } = resource;
	evaluator.place(pointer, pointer);
	const whole = evaluator.evaluate(rest, pointer, pointer);
	const own = { value: properties ?? {}, pointer: `${pointer}/Properties` };
	const merged = evaluator.merge(globalsFor(template, resource), own, own.pointer);
	return { ...(isObject(whole) ? whole : {}), Properties: typeof merged === 'symbol' ? {} : merged };
}

/** What SAM's `Globals` give to all functions, APIs and tables of the template. */
function globalsFor(template: JsonObject, { Type: type }: JsonObject): { value: Json; pointer: string } | undefined {
	const kind = typeof type === 'string' && type.startsWith('AWS::Serverless::') ? type.slice('AWS::Serverless::'.length) : undefined;
	const value = kind === undefined ? undefined : section(template, 'Globals')[kind];
	return kind === undefined || value === undefined ? undefined : { value, pointer: `/Globals/${kind}` };
}
