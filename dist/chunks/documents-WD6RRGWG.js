import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{extractDocuments}from"./chunk-PMMNXRJP.js";import"./chunk-5NQPWDAE.js";import"./chunk-ID6FBQVD.js";import"./chunk-3B56WCXQ.js";import"./chunk-HFOZOML3.js";import"./chunk-66C46YXS.js";import"./chunk-D3U52ACF.js";import"./chunk-EKASYEY6.js";import"./chunk-ZMUA6SJJ.js";import"./chunk-YNNMZYKD.js";import"./chunk-TE556OHD.js";export{extractDocuments};
