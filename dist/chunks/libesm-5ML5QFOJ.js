import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
import{Diff,FILE_HEADERS_ONLY,INCLUDE_HEADERS,OMIT_HEADERS,applyPatch,applyPatches,arrayDiff,canonicalize,characterDiff,convertChangesToDMP,convertChangesToXML,createPatch,createTwoFilesPatch,cssDiff,diffArrays,diffChars,diffCss,diffJson,diffLines,diffSentences,diffTrimmedLines,diffWords,diffWordsWithSpace,formatPatch,jsonDiff,lineDiff,parsePatch,reversePatch,sentenceDiff,structuredPatch,wordDiff,wordsWithSpaceDiff}from"./chunk-46MKPFSQ.js";import"./chunk-TE556OHD.js";export{Diff,FILE_HEADERS_ONLY,INCLUDE_HEADERS,OMIT_HEADERS,applyPatch,applyPatches,arrayDiff,canonicalize,characterDiff,convertChangesToDMP,convertChangesToXML,createPatch,createTwoFilesPatch,cssDiff,diffArrays,diffChars,diffCss,diffJson,diffLines,diffSentences,diffTrimmedLines,diffWords,diffWordsWithSpace,formatPatch,jsonDiff,lineDiff,parsePatch,reversePatch,sentenceDiff,structuredPatch,wordDiff,wordsWithSpaceDiff};
