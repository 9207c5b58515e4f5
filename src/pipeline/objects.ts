import { isPlanName } from '../evidence/infra/terraform/plan/recognise.ts';
import { limit } from '../parse/limits.ts';
import type { Material } from './material.ts';

/** Objects up to the file limit; plans of Terraform, which are large by nature, up to theirs. */
export function objectsOf(material: Material): Material['object'] {
	const plans = new Set<string>(material.change.files.flatMap(({ before, after }) => [before, after]).flatMap((file) => (file !== undefined && isPlanName(file.path) ? [file.blob] : [])));
	return async (id) => {
		const bytes = plans.has(id) ? await material.raw(id, limit('planBytes')) : undefined;
		return bytes === undefined ? material.object(id) : { type: 'blob', bytes };
	};
}
