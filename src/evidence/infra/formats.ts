import { actionsFormat } from './actions/format.ts';
import { cloudformationFormat } from './cloudformation/format.ts';
import { composeFormat } from './compose/format.ts';
import { dockerfileFormat } from './dockerfile/format.ts';
import type { TextFormat, YamlFormat } from './format.ts';
import { kubernetesFormat } from './kubernetes.ts';
import { valuesFormat } from './values/format.ts';

/** The formats written in YAML and JSON; those that know their files by the path stand before those that look into them. */
export const yamlFormats: readonly YamlFormat[] = [actionsFormat, composeFormat, cloudformationFormat, valuesFormat, kubernetesFormat];

/** The formats with a syntax of their own. */
export const textFormats: readonly TextFormat[] = [dockerfileFormat];
