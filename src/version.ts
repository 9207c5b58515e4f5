declare const GROUNDWIRE_VERSION: string | undefined;
declare const GROUNDWIRE_COMPILER: string | undefined;

/** The version of this build; the bundler puts package.json's in. */
export const VERSION: string = typeof GROUNDWIRE_VERSION === 'string' ? GROUNDWIRE_VERSION : '0.0.0-source';

/** Names everything that decides what a pack is compiled to: OPA and our own part. Undefined when the sources run unbundled. */
export const COMPILER: string | undefined = typeof GROUNDWIRE_COMPILER === 'string' ? GROUNDWIRE_COMPILER : undefined;
