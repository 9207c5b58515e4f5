import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{moduleBeside,openScan,shownPath}from"./chunk-DXOWDXYA.js";import"./chunk-DLZ7MV2H.js";import"./chunk-CYBVOAUK.js";import"./chunk-6YEY3HKS.js";import"./chunk-JHCCHXYL.js";import"./chunk-T7CU6OTK.js";import"./chunk-5IOQ5UXA.js";export{moduleBeside,openScan,shownPath};
