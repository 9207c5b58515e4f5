import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{configurationBeside,moduleBeside,openScan,shownPath}from"./chunk-RMUKL75O.js";import"./chunk-QHWSFI6M.js";import"./chunk-6YEY3HKS.js";import"./chunk-ZMUA6SJJ.js";import"./chunk-I2FD5QLN.js";import"./chunk-3BYLLKXI.js";import"./chunk-DLZ7MV2H.js";import"./chunk-YNNMZYKD.js";import"./chunk-TE556OHD.js";export{configurationBeside,moduleBeside,openScan,shownPath};
