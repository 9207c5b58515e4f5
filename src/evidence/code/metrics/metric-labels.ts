import { ts } from '../../../parse/typescript/compiler.ts';
import type { MetricLabel } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { calleeName } from '../handling/site.ts';
import { subjectOf } from '../subject.ts';
import { enter } from '../value/returns.ts';
import type { Frame } from '../value/value.ts';
import { cardinality, labelCardinality } from './cardinality.ts';
import { CONVENTION, conventionAt } from './conventions.ts';
import { type Label, labelsOf } from './label-sets.ts';
import { type Recording, recorders, recordingOf, recordingsIn } from './recordings.ts';
import { spanNameAt } from './span-names.ts';

/** Files without any of these words record nothing. */
const ABOUT = /metric|counter|histogram|gauge|statsd|stats\b|prom-client|telemetry|meter|span|tracer|trace|error\.type|ERROR_TYPE|http\.route/i;
const MAX_FACTS = 300;
/** How many functions of the repository are looked into for one file. */
const MAX_FOLLOWED = 120;
const TEXT_LENGTH = 80;

/** The `metricLabels` of a file: what is put on metrics and into the names of spans. */
export function metricLabels(context: CodeContext): MetricLabel[] {
	if (!ABOUT.test(context.module.sourceFile.text)) return [];
	const found = CONVENTION.test(context.module.sourceFile.text) ? context.nodes.flatMap((node) => conventionFacts(node, context)) : [];
	let followed = 0;
	for (const node of context.nodesOf(ts.isCallExpression)) {
		if (found.length >= MAX_FACTS) break;
		const own = recordingOf(node, context.frame);
		if (own !== undefined) found.push(...recordingFacts(own, node, context));
		else if (followed < MAX_FOLLOWED) {
			const through = throughHelper(node, context);
			if (through !== undefined) followed += 1;
			found.push(...(through ?? []));
		}
		found.push(...spanNameFacts(node, context));
	}
	return found;
}

function recordingFacts(recording: Recording, call: ts.CallExpression, context: CodeContext): MetricLabel[] {
	const labels = recording.labels.flatMap((each) => labelsOf(each, context.frame));
	const facts = labels.map((label) => labelFact(label, recording.metric, call, context));
	const positional = recording.positional.map((value) => fact({ on: 'metric', metric: recording.metric, label: '', value, node: value, frame: context.frame }, call, context));
	const { name } = recording;
	const inName = name === undefined || !ts.isTemplateExpression(name) ? [] : [fact({ on: 'metric-name', metric: recording.metric, label: '', value: name, node: name, frame: context.frame }, call, context)];
	return [...facts, ...positional, ...inName];
}

function labelFact(label: Label, metric: string, call: ts.CallExpression, context: CodeContext): MetricLabel {
	return fact({ on: 'metric', metric, label: label.name, value: label.value, node: placeOf(label.node, call), frame: label.frame }, call, context);
}

/** A label that is written elsewhere is remarked on where it is recorded. */
function placeOf(node: ts.Node, call: ts.CallExpression): ts.Node {
	const here = node.getSourceFile() === call.getSourceFile();
	const within = here && (ts.findAncestor(node, (around) => around === call) !== undefined || sharesFunction(node, call));
	return within ? node : call;
}

function sharesFunction(a: ts.Node, b: ts.Node): boolean {
	return ts.findAncestor(a, ts.isFunctionLike) === ts.findAncestor(b, ts.isFunctionLike);
}

/** Labels that a caller hands to a function of the repository which records them: what it records on its own is said where it stands. */
function throughHelper(call: ts.CallExpression, context: CodeContext): MetricLabel[] | undefined {
	const callees = recorders(call, context.frame);
	if (callees.length === 0) return undefined;
	return callees.flatMap((callee) => {
		const bound = enter(callee, call.arguments, context.frame);
		return recordingsIn(callee).flatMap((recording) => {
			const alone = new Set(recording.labels.flatMap((each) => labelsOf(each, callee.frame)).filter(isTelling).map(({ name }) => name));
			const handed = recording.labels.flatMap((each) => labelsOf(each, bound)).filter(({ name }) => !alone.has(name));
			return handed.map((label) => labelFact(label, recording.metric, call, context));
		});
	});
}

function isTelling({ value, frame, name }: Label): boolean {
	return labelCardinality(value, frame, name).bound === 'unbounded';
}

function spanNameFacts(call: ts.CallExpression, context: CodeContext): MetricLabel[] {
	const value = spanNameAt(call);
	if (value === undefined) return [];
	return [fact({ on: 'span-name', metric: calleeName(call) ?? '', label: '', value, node: value, frame: context.frame }, call, context)];
}

function conventionFacts(node: ts.Node, context: CodeContext): MetricLabel[] {
	const found = conventionAt(node, context.frame);
	if (found === undefined) return [];
	return [fact({ on: 'convention', metric: found.name, label: found.name, value: found.value, node: found.node, frame: context.frame }, found.node, context)];
}

interface Put {
	readonly on: MetricLabel['on'];
	readonly metric: string;
	readonly label: string;
	readonly value: ts.Expression;
	readonly node: ts.Node;
	readonly frame: Frame;
}

function fact({ on, metric, label, value, node, frame }: Put, call: ts.Node, context: CodeContext): MetricLabel {
	const entry = entryOf(call, context);
	return {
		at: context.places.at(node),
		subject: subjectOf(call),
		...(entry === undefined ? {} : { entry }),
		on,
		metric: metric.slice(0, TEXT_LENGTH),
		label,
		value: value.getText().replaceAll(/\s+/g, ' ').slice(0, TEXT_LENGTH),
		...(label === '' ? cardinality(value, frame, '') : labelCardinality(value, frame, label)),
		call: context.places.at(call),
	};
}

