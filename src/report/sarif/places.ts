import { posix } from 'node:path';
import type { ArtifactLocation, Location as SarifLocation, PhysicalLocation, Region } from 'sarif';

import type { Finding, Location } from '../../finding/finding.ts';
import type { Range } from '../../parse/parsed.ts';
import { plainText } from './text.ts';

/** What relative URIs start from. Where that is, on whatever machine reads the file, is for the reader to know. */
export const ROOT_ID = 'SRCROOT';

/** Names a file: percent-encoded and relative to the root of the repository, or, for a scan outside `root`, absolute. */
export function artifactLocation(path: string, root?: string): ArtifactLocation {
	const absolute = root === undefined ? path : posix.resolve(root, path);
	const below = root !== undefined && absolute.startsWith(root === '/' ? '/' : `${root}/`) ? posix.relative(root, absolute) : undefined;
	const relative = root === undefined ? path : below;
	return relative === undefined ? { uri: `file://${encoded(absolute)}` } : { uri: encoded(relative), uriBaseId: ROOT_ID };
}

/** A lone surrogate cannot be encoded; what is left of the name still tells one file from another. */
function encoded(path: string): string {
	return path.split('/').map((segment) => encodeURIComponent(segment.toWellFormed())).join('/');
}

/** Lines and columns as ours: from 1, in UTF-16 units, the end exclusive. */
export function region({ startLine, startColumn, endLine, endColumn }: Range): Region {
	return { startLine, startColumn, endLine, endColumn };
}

function physicalLocation(location: Location, root?: string): PhysicalLocation {
	return { artifactLocation: artifactLocation(location.path, root), region: region(location) };
}

/**
 * Where a result stands. Code scanning places alerts on files and lines of the analysed commit, and a SARIF file knows no other
 * side: a finding on a deleted line stands where its code is at head, and the deleted lines are told in the message. What
 * was deleted with its whole file keeps the file's name, without lines that head does not have.
 */
export function primaryLocation({ location, atHead, subject, related }: Finding, root?: string): SarifLocation {
	const right = location.side === 'RIGHT' ? location : (atHead ?? related.find(({ side }) => side === 'RIGHT'));
	const physical = right === undefined ? { artifactLocation: artifactLocation(location.path, root) } : physicalLocation(right, root);
	return { physicalLocation: physical, ...(subject.trim() !== '' && { logicalLocations: [{ fullyQualifiedName: plainText(subject) }] }) };
}

/** Code scanning takes 1,000 places of a result. */
const MOST_RELATED = 1000;

/** The other places of a remark, each with its number; those that the change deleted have no line at head. */
export function relatedLocations({ related }: Finding, root?: string): SarifLocation[] {
	return related.slice(0, MOST_RELATED).map((location, index) => ({
		id: index + 1,
		physicalLocation: location.side === 'RIGHT' ? physicalLocation(location, root) : { artifactLocation: artifactLocation(location.path, root) },
		message: { text: location.side === 'RIGHT' ? 'This belongs to the remark.' : `This belongs to the remark: line ${location.startLine} at base, which the change deleted.` },
	}));
}
