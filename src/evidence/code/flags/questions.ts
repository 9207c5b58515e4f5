import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { FlagCheck } from '../../facts/configuration.ts';
import { unwrapped } from '../handling/site.ts';

/** A question whether something is on, with the node that asks. */
export interface Question {
	readonly node: ts.Expression;
	readonly name: string;
	readonly via: FlagCheck['via'];
}

/** A text without any of these asks no flag. */
export const ASKS_FLAGS = /(?:Enabled|Disabled|Active)\w*\s*\(|\b[A-Z0-9_]*(?:ENABLED?|DISABLED?|KILL_?SWITCH)(?:_[A-Z0-9_]+)?\b|[fF]lags?\b|[fF]eature\w*\s*\(|[vV]ariation|\b(?:getBooleanValue|checkGate|getTreatment|isOn|isOff)\b|[kK]illSwitch/;

const ASKS =
	/^(?:isEnabled|isOn|isOff|is(?:Feature|Flag|Toggle)(?:Flag)?(?:Enabled|Active|On)(?:For\w+)?|(?:feature|flag|toggle)(?:Is)?(?:Enabled|On)|(?:get|check|eval|evaluate|resolve)(?:Feature)?(?:Flag|Gate|Toggle|Variant|Treatment|Feature)(?:Value|Enabled|Payload)?(?:Async)?|(?:bool|boolean|string|number|json)Variation(?:Detail)?|getBooleanValue(?:Async)?|getFeatureFlag(?:Enabled)?|hasFeatureFlag|hasFlag|useFlag|useFeatureFlag)$/;
/** Ask a flag only where their object does nothing else. */
const ASKS_OF = /^(?:variation|variant|get|value|has|enabled|allows|feature|flag|isActive|getValue)$/;
const FLAG_OBJECT = /^(?:\w*(?:[fF]lags?|[fF]eatureFlags?|[tT]oggles?)(?:Resolver|Service|Client|Manager|Provider)?|unleash|growthbook|gb|posthog|ldClient|launchDarkly|openFeature|statsig|killSwitch(?:es)?)$/;
const HELPER = /^(?:is|are)[A-Z]\w*(?:Enabled|Disabled)$/;
const LOUD_TOGGLE = /^(?:[A-Z0-9]+_)*(?:ENABLED?|DISABLED?|KILL_?SWITCH)(?:_[A-Z0-9]+)*$/;
const QUIET_TOGGLE = /(?:Enabled|Disabled|KillSwitch)$/;
const SETTINGS_OBJECT = /^(?:env|config|configuration|conf|environment|experimental|appConfig|serverConfig)$/;
/** Of the language, of a log or of a page: nothing that somebody switches. */
const NO_FLAGS = /^(?:log|logger|debug|console|this\.log|this\.logger|button|input|element)$/i;
/** What a customer has paid for is no switch. */
const ENTITLEMENT = /licen[cs]e|premium|\bplan\b|entitle|billing|quota/i;

/** What a node asks, if it asks whether something is on. */
export function questionOf(node: ts.Expression): Question | undefined {
	if (ts.isCallExpression(node)) return callQuestion(node);
	if (ts.isPropertyAccessExpression(node)) return toggle(node, node.name.text);
	if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) return toggle(node, node.argumentExpression.text);
	return undefined;
}

function callQuestion(node: ts.CallExpression): Question | undefined {
	const callee = unwrapped(node.expression);
	const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
	const on = ts.isPropertyAccessExpression(callee) ? lastName(callee.expression) : '';
	if (name === '' || NO_FLAGS.test(on) || ENTITLEMENT.test(name)) return undefined;
	const flag = flagName(node.arguments[0]);
	const asks = ASKS.test(name) || (ASKS_OF.test(name) && FLAG_OBJECT.test(on));
	if (asks && flag !== '' && !ENTITLEMENT.test(flag)) return { node, name: flag, via: 'question' };
	return HELPER.test(name) ? { node, name, via: 'helper' } : undefined;
}

function toggle(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string): Question | undefined {
	if (ts.isCallExpression(node.parent) && node.parent.expression === node) return undefined;
	const on = lastName(node.expression);
	const quiet = (QUIET_TOGGLE.test(name) && SETTINGS_OBJECT.test(on)) || (/^(?:feature)?flags$|^killSwitch(?:es)?$/i.test(on) && !/^(?:length|size)$/.test(name));
	return (LOUD_TOGGLE.test(name) || quiet) && !ENTITLEMENT.test(name) ? { node, name, via: 'toggle' } : undefined;
}

/** `this.config.flagResolver` -> `flagResolver`; `client()` -> `client`. */
function lastName(node: ts.Expression): string {
	const inner = unwrapped(node);
	if (ts.isCallExpression(inner) || ts.isAwaitExpression(inner)) return lastName(inner.expression);
	if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
	return ts.isIdentifier(inner) ? inner.text : '';
}

/** The flag that is asked for: a text, or a member of a list of flags. */
function flagName(argument: ts.Expression | undefined): string {
	if (argument === undefined) return '';
	const inner = unwrapped(argument);
	if (ts.isStringLiteralLike(inner)) return inner.text;
	if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
	if (ts.isIdentifier(inner) && /^[A-Z][A-Z0-9_]+$/.test(inner.text)) return inner.text;
	return ts.isObjectLiteralExpression(inner) ? namedIn(inner) : '';
}

/** `isFeatureEnabled({ flag: 'x' })`. */
function namedIn(node: ts.ObjectLiteralExpression): string {
	for (const property of node.properties) {
		if (ts.isPropertyAssignment(property) && /^(?:flag|feature|key|name|flagName|flagKey)$/.test(property.name.getText())) return flagName(property.initializer);
	}
	return '';
}

/** A flag in a condition, and whether the condition holds while it is on. */
export interface Condition {
	readonly question: Question;
	readonly positive: boolean;
}

/** The flags that a condition asks, through `!`, comparisons, `&&`, `||` and variables that hold an answer. */
export function conditionsIn(condition: ts.Expression, positive = true, steps = 3): Condition[] {
	const node = unwrapped(condition);
	const question = questionOf(node);
	if (question !== undefined) return [{ question, positive }];
	if (ts.isAwaitExpression(node)) return conditionsIn(node.expression, positive, steps);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return conditionsIn(node.operand, !positive, steps);
	if (ts.isBinaryExpression(node)) return compared(node, positive, steps);
	if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Boolean' && node.arguments[0] !== undefined) return conditionsIn(node.arguments[0], positive, steps);
	return ts.isIdentifier(node) && steps > 0 ? heldBy(node, positive, steps) : [];
}

const EQUAL: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken]);
const UNEQUAL: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);
const EITHER: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);

function compared(node: ts.BinaryExpression, positive: boolean, steps: number): Condition[] {
	const kind = node.operatorToken.kind;
	if (EITHER.has(kind)) return [...conditionsIn(node.left, positive, steps), ...conditionsIn(node.right, positive, steps)];
	if (!EQUAL.has(kind) && !UNEQUAL.has(kind)) return [];
	const off = /^(?:false|0|'(?:false|0|off|no)'|"(?:false|0|off|no)"|undefined|null)$/.test(node.right.getText());
	return conditionsIn(node.left, positive === (EQUAL.has(kind) !== off), steps);
}

/** `const enabled = await flags.isEnabled('x'); if (enabled)`. */
function heldBy(node: ts.Identifier, positive: boolean, steps: number): Condition[] {
	const declaration = declarationOf(node.text, node);
	if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return [];
	return conditionsIn(declaration.initializer, positive, steps - 1);
}
