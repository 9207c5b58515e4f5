/** The process that reads guardrails as a pull request would have them: no token, no environment, no network, no writes. */
import '../isolation/no-network.ts';
import { readFrameSync, writeFrameSync } from '../isolation/frames.ts';
import { readGuardrail, type ReadingRequest } from '../verdict/guardrails/reading.ts';

const STDIN = 0;
const STDOUT = 1;

const request = readFrameSync(STDIN);
if (request !== undefined) writeFrameSync(STDOUT, Buffer.from(JSON.stringify(readGuardrail(JSON.parse(request.toString('utf8')) as ReadingRequest)), 'utf8'));
