import { describeFixtures } from '../support/document-rules.ts';

describeFixtures('collector');
