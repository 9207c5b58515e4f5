import { actionsFormat } from './actions/format.ts';
import { cloudformationFormat } from './cloudformation/format.ts';
import { alertsFormat } from './alerts/format.ts';
import { collectorFormat } from './collector/format.ts';
import { composeFormat } from './compose/format.ts';
import { dashboardsFormat } from './dashboards/format.ts';
import { octodnsFormat } from './dns/octodns-format.ts';
import { zoneFormat } from './dns/zone-format.ts';
import { dockerfileFormat } from './dockerfile/format.ts';
import type { TextFormat, YamlFormat } from './format.ts';
import { kubernetesFormat } from './kubernetes.ts';
import { valuesFormat } from './values/format.ts';

/** The formats written in YAML and JSON; those that know their files by the path stand before those that look into them. */
export const yamlFormats: readonly YamlFormat[] = [actionsFormat, composeFormat, cloudformationFormat, alertsFormat, collectorFormat, dashboardsFormat, octodnsFormat, valuesFormat, kubernetesFormat];

/** The formats with a syntax of their own. */
export const textFormats: readonly TextFormat[] = [dockerfileFormat, zoneFormat];
