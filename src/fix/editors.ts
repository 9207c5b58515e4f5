import { addProbe } from './add-probe.ts';
import type { DocumentEditor } from './document-editor.ts';
import { dropPrivileged } from './drop-privileged.ts';
import { insertBefore } from './insert-before.ts';
import { moveToEnv } from './move-to-env.ts';
import { setAttribute } from './hcl/set-attribute.ts';
import { setField } from './set-field.ts';

/** The editors of documents, by the name under which a policy's `fix` calls them. */
export const documentEditors: Readonly<Record<string, DocumentEditor>> = {
	'add-probe': addProbe,
	'drop-privileged': dropPrivileged,
	'insert-before': insertBefore,
	'move-to-env': moveToEnv,
	'set-attribute': setAttribute,
	'set-field': setField,
};
