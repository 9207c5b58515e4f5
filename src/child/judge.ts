/** The process that evaluates policies: no token, no environment, no network, no files. */
import '../isolation/no-network.ts';
import { serve } from '../policy/isolated/serve.ts';

await serve();
