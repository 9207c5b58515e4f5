/** Opaque name of a fact's place. Only the extractor that made it can turn it into a range. */
export type Handle = string;

/** What every fact of a code file has. */
export interface Fact {
	readonly at: Handle;
	/** The function the fact stands in, `Class.method` or `outer.inner`; `<module>` at top level. Without path or line. */
	readonly subject: string;
	/** A handler, consumer or job of this file that leads here by calls inside the file, for example `POST /orders`. */
	readonly entry?: string;
}

/** The editor that can mend a fact, with what it needs. A fact has one only where an edit is safe. */
export interface NamedFix {
	readonly name: string;
	readonly params?: Readonly<Record<string, unknown>>;
}
