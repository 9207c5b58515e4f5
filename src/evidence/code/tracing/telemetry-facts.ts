import type { TelemetryFacts } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { measuredWork } from '../metrics/measured-work.ts';
import { metricLabels } from '../metrics/metric-labels.ts';
import { activeSpans } from '../span-flow/active-spans.ts';
import { spanFailures } from '../span-flow/failures.ts';
import { manualSpans } from '../span-flow/manual-spans.ts';
import { contextCrossings } from '../trace-context/crossings.ts';

export const NO_TELEMETRY: TelemetryFacts = { metricLabels: [], manualSpans: [], spanFailures: [], activeSpans: [], contextCrossings: [], measuredWork: [] };

/** What a file says of its spans, its metrics, and the context of its traces. */
export function telemetryFacts(context: CodeContext): TelemetryFacts {
	return {
		metricLabels: metricLabels(context),
		manualSpans: manualSpans(context),
		spanFailures: spanFailures(context),
		activeSpans: activeSpans(context),
		contextCrossings: contextCrossings(context),
		measuredWork: measuredWork(context),
	};
}
