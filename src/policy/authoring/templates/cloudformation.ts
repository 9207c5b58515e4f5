import { type Template, fenced } from './template.ts';

const GOOD = `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      Tags:
        - {Key: owner, Value: checkout}
`;
const BAD = GOOD.replace(/ {6}Tags:[^]*/, '      BucketName: shop-logs\n');
const UNKNOWN = `Parameters:
  Tags:
    Type: AWS::SSM::Parameter::Value<CommaDelimitedList>
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      Tags: !Ref Tags
`;

/** A rule over one template of CloudFormation or SAM. */
export const cloudformationRule: Template = {
	title: 'A bucket without an owner',
	why: 'Nobody dares to delete what belongs to nobody, and nobody answers for what is in it.',
	bad: fenced('yaml', BAD),
	good: fenced('yaml', GOOD),
	fixtures: { 'fixtures/bad.yaml': BAD, 'fixtures/good.yaml': GOOD, 'fixtures/unknown.yaml': UNKNOWN },
	policy: ({ id, package: name }) => `# METADATA
# title: A bucket without an owner
# description: Nobody dares to delete what belongs to nobody, and nobody answers for what is in it.
# custom:
#   id: ${id}
#   category: team/${id}
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Add the tag \`owner\`.
# schemas:
#   - input: schema.cloudformation
package ${name}

# \`!Ref\`, \`!Sub\` and \`!If\` are evaluated as far as they are known before a deployment; every resource has \`Properties\`.
findings contains {"at": ["Resources", name, "Properties", "Tags"], "subject": name, "message": message} if {
	some name, bucket in input.Resources
	bucket.Type == "AWS::S3::Bucket"
	not _owned(bucket)
	message := sprintf("The bucket \`%s\` has no owner.", [name])
}

_owned(bucket) if "owner" in {tag.Key | some tag in bucket.Properties.Tags}

# What only a deployment decides is {"$unknown": "…"}: no reason to object.
_owned(bucket) if bucket.Properties.Tags["$unknown"]
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# Files in fixtures/ are evidence here: what the rule sees of them in a pull request.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad.yaml"]
	finding.message == "The bucket \`Logs\` has no owner."
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good.yaml"]
}

test_unknown if {
	count(rule.findings) == 0 with input as data.fixtures["unknown.yaml"]
}
`,
};
