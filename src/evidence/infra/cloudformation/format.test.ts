import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../../change/change.ts';
import { sourceText } from '../../../parse/text.ts';
import type { DocumentEvidence } from '../../file-evidence.ts';
import { extractDocuments } from '../documents.ts';
import { resolveAt, valueAt } from '../positions.ts';

function template(text: string, path = 'stack.yaml'): DocumentEvidence | undefined {
	const evidence = extractDocuments(sourceText(path as RepoPath, text));
	expect(evidence.notAnalysed).toEqual([]);
	return evidence.kind === 'documents' ? evidence.documents[0] : undefined;
}

/** The properties of `Thing`, whose own text is given. */
function properties(text: string, sections = ''): unknown {
	const lines = text.split('\n').map((line) => `      ${line}`).join('\n');
	const found = template(`${sections}\nResources:\n  Thing:\n    Type: AWS::S3::Bucket\n    Properties:\n${lines}\n`);
	return valueAt(found?.document, '/Resources/Thing/Properties');
}

const line = (found: DocumentEvidence | undefined, ...path: (string | number)[]): number => resolveAt(found?.positions ?? [], path).startLine;

describe('what is a template', () => {
	test.each([
		['AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n', 'a.yaml'],
		['Transform: AWS::Serverless-2016-10-31\nResources: {}\n', 'a.yml'],
		['Resources:\n  A:\n    Type: AWS::SNS::Topic\n', 'a.template'],
		['{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}', 'a.json'],
		['{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}', 'a.template'],
	])('%j in %s is one', (text, path) => {
		expect(template(text, path)?.platform).toBe('cloudformation');
	});

	test.each([
		['apiVersion: v1\nkind: ConfigMap\ndata:\n  stack: |\n    Resources:\n      A:\n        Type: AWS::SNS::Topic\n', 'a.yaml'],
		['Resources: [1]\nAWSTemplateFormatVersion: 2010-09-09\n', 'b.yaml'],
		['server { listen ${PORT}; }\n', 'nginx.conf.template'],
		['{"Resources": {"A": {"Type": "other"}}}', 'a.json'],
	])('%j in %s is none', (text, path) => {
		expect(template(text, path)?.platform).not.toBe('cloudformation');
	});
});

describe('functions', () => {
	const PARAMETERS = 'Parameters:\n  Stage: {Type: String, Default: prod}\n  Word: {Type: String, NoEcho: true, Default: hush}\n  Zones: {Type: CommaDelimitedList, Default: "a, b"}\n  Name: {Type: String}\n  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /images/base}\n';

	test('parameters are their defaults, but neither secrets nor what is read from elsewhere', () => {
		expect(properties('a: !Ref Stage\nb: !Ref Word\nc: !Ref Zones\nd: !Ref Name\ne: !Ref Image\nf: !Ref AWS::Region\ng: !Ref AWS::NoValue', PARAMETERS)).toEqual({
			a: 'prod', b: { $unknown: '${Word}' }, c: ['a', 'b'], d: { $unknown: '${Name}' }, e: { $unknown: '${Image}' }, f: { $unknown: '${AWS::Region}' },
		});
	});

	test('texts are put together as far as they are known', () => {
		expect(properties("a: !Sub '${Stage}-x'\nb: !Sub 'arn:${AWS::Partition}:s3:::${Stage}/*'\nc: !Sub ['${X}-${Y.Arn}', {X: 1}]\nd: !Sub '${!kept}'\ne: !Join ['', ['arn:', !GetAtt Queue.Arn, /, !Ref Stage]]\nf: !Join ['-', !Ref Zones]", PARAMETERS)).toEqual({
			a: 'prod-x', b: { $unknown: 'arn:${AWS::Partition}:s3:::prod/*' }, c: { $unknown: '1-${Y.Arn}' }, d: '${kept}', e: { $unknown: 'arn:${Queue.Arn}/prod' }, f: 'a-b',
		});
	});

	test('maps, lists and encodings', () => {
		const maps = `${PARAMETERS}Mappings:\n  Sizes:\n    prod: {size: 3, zones: [x, y]}\n`;
		expect(properties('a: !FindInMap [Sizes, !Ref Stage, size]\nb: !FindInMap [Sizes, !Ref Name, size]\nc: !Select [1, !FindInMap [Sizes, prod, zones]]\nd: !Split [".", "a.b"]\ne: {"Fn::Base64": !Sub "echo ${Stage}"}\nf: !ImportValue other\ng: {"Fn::Odd": 1}', maps)).toEqual({
			a: 3, b: { $unknown: '${Fn::FindInMap Sizes}' }, c: 'y', d: ['a', 'b'], e: 'echo prod', f: { $unknown: '${Fn::ImportValue}' }, g: { $unknown: '${Fn::Odd}' },
		});
	});

	test('of a condition that is known which both sides say; an entry of a list is there', () => {
		expect(properties('a: !If [Big, 1, 1]\nb: !If [Big, true, false]\nc: !If [Big, {x: 1, y: 2}, {x: 1}]\nd: !If [Big, x, !Ref AWS::NoValue]\ne:\n- !If [Big, !Ref AWS::NoValue, {k: v}]\n- !If [Big, !Ref AWS::NoValue, !Ref AWS::NoValue]')).toEqual({
			a: 1,
			b: { $unknown: '${Big}', alternatives: [true, false] },
			c: { x: 1, y: { $unknown: '${Big}', alternatives: [2] } },
			d: { $unknown: '${Big}', alternatives: ['x'] },
			e: [{ k: 'v' }],
		});
	});

	test('a macro may add anything', () => {
		expect(properties('Fn::Transform: {Name: More}\na: 1')).toMatchObject({ a: 1, $unknown: '${Fn::Transform}' });
	});

	test('a default that is used over and over does not fill the memory', () => {
		const parameters = `Parameters:\n  Long: {Type: String, Default: "${'x'.repeat(9000)}"}\n`;
		const { a } = properties(`a: !Sub '${'${Long}'.repeat(1000)}'`, parameters) as { a: { $unknown: string } };
		expect(a.$unknown.length).toBeLessThanOrEqual(100_000);
	});
});

describe('places', () => {
	const TEXT = `AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Tracing: PassThrough
    Environment: {Variables: {A: 1}}
    Layers: [one]
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - !Ref AWS::NoValue
        - Fn::If:
            - Open
            - CidrIp: 0.0.0.0/0
              FromPort: !Ref Port
            - !Ref AWS::NoValue
      UserData:
        Fn::Base64: !Sub |
          echo
  Job:
    Type: AWS::Serverless::Function
    Properties:
      Environment:
        Variables: {B: 2}
      Layers: [two]
  Bare:
    Type: AWS::Serverless::Function
`;

	test('what a function makes stands where it is written', () => {
		const found = template(TEXT);
		expect(line(found, 'Resources', 'Group', 'Properties', 'SecurityGroupIngress', 0, 'CidrIp')).toBe(16);
		expect(line(found, 'Resources', 'Group', 'Properties', 'SecurityGroupIngress', 0, 'FromPort')).toBe(17);
		expect(line(found, 'Resources', 'Group', 'Properties', 'UserData')).toBe(19);
	});

	test('what all functions have is part of each, and stands where all have it', () => {
		const found = template(TEXT);
		expect(valueAt(found?.document, '/Resources')).toMatchObject({
			Job: { Properties: { Tracing: 'PassThrough', Environment: { Variables: { A: 1, B: 2 } }, Layers: ['one', 'two'] } },
			Bare: { Properties: { Tracing: 'PassThrough' } },
		});
		expect(line(found, 'Resources', 'Job', 'Properties', 'Tracing')).toBe(5);
		expect(line(found, 'Resources', 'Job', 'Properties', 'Environment', 'Variables', 'B')).toBe(26);
		expect(line(found, 'Resources', 'Bare', 'Properties', 'Role')).toBe(28);
	});
});
