import { type Template, fenced } from './template.ts';

const GOOD = `resource "aws_s3_bucket" "logs" {
  bucket = "shop-logs"

  tags = {
    owner = "checkout"
  }
}
`;
const BAD = `resource "aws_s3_bucket" "logs" {
  bucket = "shop-logs"
}
`;
const UNKNOWN = `variable "tags" {
  type = map(string)
}

resource "aws_s3_bucket" "logs" {
  bucket = "shop-logs"
  tags   = var.tags
}
`;

/** A rule over one Terraform file, evaluated in its module. */
export const terraformRule: Template = {
	title: 'A bucket without an owner',
	why: 'Nobody dares to delete what belongs to nobody, and nobody answers for what is in it.',
	bad: fenced('hcl', BAD),
	good: fenced('hcl', GOOD),
	fixtures: { 'fixtures/bad.tf': BAD, 'fixtures/good.tf': GOOD, 'fixtures/unknown.tf': UNKNOWN },
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
#   platforms: [terraform]
#   remedy: Add the tag \`owner\`.
# schemas:
#   - input: schema.terraform
package ${name}

# \`resource "aws_s3_bucket" "logs" {…}\` is \`input.resource.aws_s3_bucket.logs[0]\`; expressions are evaluated.
findings contains {"at": ["resource", "aws_s3_bucket", name, index], "subject": subject, "message": message} if {
	some name, blocks in input.resource.aws_s3_bucket
	some index, bucket in blocks
	not bucket.tags.owner
	not _tags_unknown(bucket)
	subject := sprintf("aws_s3_bucket.%s", [name])
	message := sprintf("\`%s\` has no owner.", [subject])
}

# What cannot be known before Terraform runs is {"$unknown": "var.tags"}: no reason to object.
_tags_unknown(bucket) if bucket.tags["$unknown"]
`,
	test: ({ package: name }) => `package ${name}_test

import data.${name} as rule

# Files in fixtures/ are evidence here: what the rule sees of them in a pull request.
test_bad if {
	some finding in rule.findings with input as data.fixtures["bad.tf"]
	finding.subject == "aws_s3_bucket.logs"
	finding.message == "\`aws_s3_bucket.logs\` has no owner."
}

test_good if {
	count(rule.findings) == 0 with input as data.fixtures["good.tf"]
}

test_unknown if {
	count(rule.findings) == 0 with input as data.fixtures["unknown.tf"]
}
`,
};
