declare const GROUNDWIRE_VERSION: string | undefined;

/** The version of this build; the bundler puts package.json's in. */
export const VERSION: string = typeof GROUNDWIRE_VERSION === 'string' ? GROUNDWIRE_VERSION : '0.0.0-source';
