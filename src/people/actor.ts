import type { Actor } from './entry.ts';

/** Who wrote a comment, as the API tells it. */
export interface Writer extends Actor {
	/** `User`, `Bot`, `Organization`, `Mannequin`. */
	readonly type: string;
	/** An app wrote it in the person's name: an agent with somebody's token is not that somebody. */
	readonly viaApp: boolean;
}

/** True for somebody who may decide at all. */
export function isPerson({ login, type, viaApp }: Writer): boolean {
	return type === 'User' && !login.toLowerCase().endsWith('[bot]') && !viaApp;
}

/** Is it one of them? Numbers are compared where both have one: a login can be given up and taken by somebody else. */
export function isAmong({ login, id }: Actor, others: readonly { readonly login: string; readonly id: number }[]): boolean {
	return others.some((other) => other.id === id || other.login.toLowerCase() === login.toLowerCase());
}
