import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{extractDocuments}from"./chunk-BZNVBMY4.js";import"./chunk-LIOAQAHD.js";import"./chunk-ID6FBQVD.js";import"./chunk-O3DKPD3Q.js";import"./chunk-ZTUQL3AG.js";import"./chunk-ZMUA6SJJ.js";import"./chunk-MXLJQWAR.js";import"./chunk-HFOZOML3.js";import"./chunk-GSRDTG4Z.js";import"./chunk-EKASYEY6.js";import"./chunk-YNNMZYKD.js";import"./chunk-TE556OHD.js";export{extractDocuments};
