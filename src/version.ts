declare const __GROUNDWIRE_VERSION__: string | undefined;

/** The version of this build; the bundler puts package.json's in. */
export const VERSION: string = typeof __GROUNDWIRE_VERSION__ === 'string' ? __GROUNDWIRE_VERSION__ : '0.0.0-source';
