/** What a command needs of the process it runs in. */
export interface Host {
	/** Folder of the built bundle: policies, Wasm modules and children are beside the commands. */
	readonly dist: string;
	readonly version: string;
	/** Environment of the process; git is given what it needs of it. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Standard output: the report and nothing else. */
	readonly print: (text: string) => void;
	/** Standard error: messages. */
	readonly warn: (text: string) => void;
	/** May standard output be coloured? */
	readonly colour: boolean;
	/** Columns of the terminal. */
	readonly width: number;
}

/** Receives the exit code of the command that ran. */
export type Done = (code: number) => void;
