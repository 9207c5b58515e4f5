import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{linesOf,placeText,problemText,problemsText,sourceLine}from"./chunk-GRREJV7O.js";import"./chunk-W36RP7YS.js";import"./chunk-TE556OHD.js";export{linesOf,placeText,problemText,problemsText,sourceLine};
