import type { Fact, Handle } from './fact.ts';

/** A question whether a feature is on. */
export interface FlagCheck extends Fact {
	/** The flag as it is written: `edgeBulkMetricsKillSwitch`, `BATCH_ENABLED`. Text from the change. */
	readonly name: string;
	/** `question`: a client or helper is asked by name; `helper`: a function of the repository knows which; `toggle`: a variable or setting. */
	readonly via: 'question' | 'helper' | 'toggle';
}

/** A call in a file that asks flags, now or at base, and the flags that decide whether it runs. */
export interface SwitchedCall extends Fact {
	/** The callee without arguments: `this.metrics.register`. Text from the change. */
	readonly name: string;
	readonly flags: readonly {
		readonly at: Handle;
		readonly name: string;
		/** The call runs while the flag is on, or while it is off: then turning the flag on stops it. */
		readonly runs: 'on' | 'off';
		/** Otherwise nothing is done but to refuse, log or return: the flag is a switch, not a choice between two ways. */
		readonly refuses: boolean;
	}[];
}

/** An environment variable that is read, or declared where the environment is checked. */
export interface Setting extends Fact {
	/** Text from the change. */
	readonly name: string;
	/** `declaration`: a key of a schema that checks the environment. */
	readonly kind: 'read' | 'declaration';
	/**
	 * What happens without it. `default`: another value; `required`: an error; `optional`: the code asks whether it is there;
	 * `unchecked`: `undefined` goes on.
	 */
	readonly absence: 'default' | 'required' | 'optional' | 'unchecked' | 'unknown';
	/** Read as the process starts (`start`), or when a function runs (`use`). */
	readonly read: 'start' | 'use';
	/** The module that checks the environment of this package knows it, another way to get at it, or there is no such module. */
	readonly checked: 'here' | 'elsewhere' | 'no' | 'none';
	/** Do the manifests or example files of the repository name it? `none`: there are none that name variables. */
	readonly listed: 'yes' | 'no' | 'none';
}

/** Something that others rely on: a route, a procedure, or the schema of what one takes or gives. */
export interface Contract extends Fact {
	readonly kind: 'route' | 'schema' | 'type';
	/** `POST /orders`, or the schema's name. Text from the change. */
	readonly name: string;
	/** Who relies on it, as far as it can be told: a versioned or documented route is for everybody. */
	readonly audience: 'public' | 'internal' | 'unknown';
	readonly direction: 'request' | 'response' | 'unknown';
	/** Everything in it can be read: nothing is spread into it or derived from elsewhere. */
	readonly complete: boolean;
	readonly fields: readonly {
		readonly at: Handle;
		/** With the names of the objects around it: `customer.email`. Text from the change. */
		readonly name: string;
		/** `string`, `number`, `boolean`, `object`, `array`, `enum` … */
		readonly type: string;
		readonly required: boolean;
		/** The values that an enum lets through. Text from the change. */
		readonly values: readonly string[];
	}[];
}

/** What starts the code of a file; its flags, settings and contracts. */
export interface ConfigurationFacts {
	/** For a server file: requests, background work (consumers, jobs, schedules), both, or it cannot be told. */
	readonly runs: 'request' | 'background' | 'both' | 'unknown';
	readonly flags: readonly FlagCheck[];
	readonly switchedCalls: readonly SwitchedCall[];
	/** Flags that other files of the change ask: a question may have moved there. */
	readonly flagsBeside: readonly string[];
	readonly settings: readonly Setting[];
	readonly contracts: readonly Contract[];
	/** Names of contracts in other files of the change: one may have moved there. */
	readonly contractsBeside: readonly string[];
}
