import type { PackSetting } from '../../config/config.ts';
import { type Effect, named, tells, weakens } from './effect.ts';

/** What becomes of the packs that a config names. Which rules a pack of another repository holds is not looked up: a change may name any address. */
export function packSettingEffects(before: readonly PackSetting[], after: readonly PackSetting[]): Effect[] {
	const texts = new Set(after.map((pack) => JSON.stringify(pack)));
	const old = new Set(before.map((pack) => JSON.stringify(pack)));
	const changed = after.filter((pack) => !old.has(JSON.stringify(pack)));
	return [
		...before.filter((pack) => !texts.has(JSON.stringify(pack))).map((pack) => became(pack, changed.find((other) => keyOf(other) === keyOf(pack)))),
		...changed.filter((pack) => !before.some((other) => keyOf(other) === keyOf(pack))).map((pack) => tells(`would add the pack ${nameOf(pack)}`)),
	];
}

function became(pack: PackSetting, next: PackSetting | undefined): Effect {
	if (next === undefined) return weakens(`would drop the pack ${nameOf(pack)}`);
	if (pack.pinned?.digest !== next.pinned?.digest) return weakens(`the pack ${nameOf(pack)} would be another one: the digest ${digestOf(next)} instead of ${digestOf(pack)}`);
	return weakens(`the pack ${nameOf(pack)} would be read with other settings`);
}

function digestOf({ pinned }: PackSetting): string {
	return pinned === undefined ? 'of no pin' : named(pinned.digest.slice(0, 'sha256:'.length + 12));
}

function keyOf({ path, name, pinned }: PackSetting): string {
	return name ?? `${pinned?.git ?? ''}//${path}`;
}

function nameOf({ path, name, pinned }: PackSetting): string {
	return named(name ?? (pinned === undefined ? path : `${pinned.git}//${path}`));
}
