import type { YamlNode } from './tree.ts';

/** A function of CloudFormation that was written as a tag: its long name, and what it is applied to. */
export interface ShortForm {
	readonly name: string;
	readonly argument: YamlNode;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS = new Set([
	'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'GetStackOutput', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or',
	'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll', 'ValueOf', 'ValueOfAll',
]);

/** `!Ref`, `!Condition` and `!Sub` as `Ref`, `Condition` and `Fn::Sub`; undefined for a node without such a tag. */
export function longForm(node: Exclude<YamlNode, { readonly kind: 'alias' }>): ShortForm | undefined {
	if (!node.tag.startsWith('!')) return undefined;
	const short = node.tag.slice(1);
	const name = short === 'Ref' || short === 'Condition' ? short : FUNCTIONS.has(short) ? `Fn::${short}` : undefined;
	return name === undefined ? undefined : { name, argument: short === 'GetAtt' ? attribute(node) : plain(node) };
}

/** `!GetAtt Queue.Arn` is a list of the resource and the attribute; the attribute may have dots of its own. */
function attribute(node: Exclude<YamlNode, { readonly kind: 'alias' }>): YamlNode {
	const dot = node.kind === 'scalar' ? node.text.indexOf('.') : -1;
	if (node.kind !== 'scalar' || dot < 0) return plain(node);
	const { start, end } = node;
	const part = (text: string): YamlNode => ({ kind: 'scalar', text, style: 'quoted', tag: '', start, end });
	return { kind: 'sequence', flow: true, tag: '', start, end, items: [part(node.text.slice(0, dot)), part(node.text.slice(dot + 1))] };
}

/** The name of a parameter is text, and be it `Yes`. */
function plain(node: Exclude<YamlNode, { readonly kind: 'alias' }>): YamlNode {
	return node.kind === 'scalar' ? { ...node, tag: '', style: 'quoted' } : { ...node, tag: '' };
}
