#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import"../chunks/chunk-TE556OHD.js";import module from"node:module";function missingFeatures(host,module2){return[...host.allowedNodeEnvironmentFlags.has("--permission")?[]:["--permission"],...typeof module2.registerHooks=="function"?[]:["module.registerHooks"]]}var missing=missingFeatures(process,module);if(missing.length>0)process.stderr.write(`groundwire: Node ${process.versions.node} lacks ${missing.join(" and ")}; Groundwire needs Node 22.15 or newer.
`),process.exitCode=2;else{module.enableCompileCache?.();let{run}=await import("../chunks/run-3NVRYBFT.js");process.exitCode=await run(process.argv.slice(2),new URL("..",import.meta.url))}
