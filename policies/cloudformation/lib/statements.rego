package groundwire.lib.cloudformation

# Statements of the policies of a template, each with the path to where it is written.

# Policies for whoever holds them.
_identity_places := {
	"AWS::IAM::Policy": [["PolicyDocument"]],
	"AWS::IAM::ManagedPolicy": [["PolicyDocument"]],
	"AWS::IAM::UserPolicy": [["PolicyDocument"]],
	"AWS::IAM::RolePolicy": [["PolicyDocument"]],
	"AWS::IAM::GroupPolicy": [["PolicyDocument"]],
	"AWS::SSO::PermissionSet": [["InlinePolicy"]],
	"AWS::IoT::Policy": [["PolicyDocument"]],
}

# Types whose policies stand in a list, with the key below each entry.
_identity_lists := {
	"AWS::IAM::Role": ["PolicyDocument"],
	"AWS::IAM::User": ["PolicyDocument"],
	"AWS::IAM::Group": ["PolicyDocument"],
	"AWS::Serverless::Function": [],
	"AWS::Serverless::StateMachine": [],
}

_resource_places := {
	"AWS::SQS::QueuePolicy": [["PolicyDocument"]],
	"AWS::SQS::QueueInlinePolicy": [["PolicyDocument"]],
	"AWS::SNS::TopicPolicy": [["PolicyDocument"]],
	"AWS::SNS::TopicInlinePolicy": [["PolicyDocument"]],
	"AWS::S3::BucketPolicy": [["PolicyDocument"]],
	"AWS::S3::AccessPoint": [["Policy"]],
	"AWS::KMS::Key": [["KeyPolicy"]],
	"AWS::KMS::ReplicaKey": [["KeyPolicy"]],
	"AWS::ECR::Repository": [["RepositoryPolicyText"]],
	"AWS::SecretsManager::ResourcePolicy": [["ResourcePolicy"]],
	"AWS::EFS::FileSystem": [["FileSystemPolicy"]],
	"AWS::Elasticsearch::Domain": [["AccessPolicies"]],
	"AWS::OpenSearchService::Domain": [["AccessPolicies"]],
	"AWS::Backup::BackupVault": [["AccessPolicy"]],
	"AWS::Events::EventBusPolicy": [["Statement"]],
	"AWS::Events::EventBus": [["Policy"]],
	"AWS::Logs::ResourcePolicy": [["PolicyDocument"]],
	"AWS::CodeArtifact::Domain": [["PermissionsPolicyDocument"]],
	"AWS::CodeArtifact::Repository": [["PermissionsPolicyDocument"]],
	"AWS::DynamoDB::Table": [["ResourcePolicy", "PolicyDocument"], ["StreamSpecification", "ResourcePolicy", "PolicyDocument"]],
	"AWS::Kinesis::ResourcePolicy": [["ResourcePolicy"]],
	"AWS::MediaStore::Container": [["Policy"]],
	"AWS::Glacier::Vault": [["AccessPolicy"]],
}

_trust_places := {
	"AWS::IAM::Role": [["AssumeRolePolicyDocument"]],
	"AWS::Serverless::Function": [["AssumeRolePolicyDocument"]],
}

identity_statements(template) := array.concat(_at_places(template, _identity_places), _in_lists(template))

resource_statements(template) := _at_places(template, _resource_places)

trust_statements(template) := _at_places(template, _trust_places)

_at_places(template, places) := [statement |
	some found in resources(template, object.keys(places))
	some place in places[found.type]
	some statement in _statements(found, place, value_at(found, place))
]

_in_lists(template) := [statement |
	some found in resources(template, object.keys(_identity_lists))
	some index, entry in as_list(object.get(found.properties, "Policies", []))
	below := _identity_lists[found.type]
	some statement in _statements(found, array.concat(["Policies", index], below), object.get(entry, below, null))
]

# A document in full, or as text; one statement, or a list of them.
_statements(found, path, document) := [_statement(found, array.concat(path, ["Statement", index]), statement) |
	some index, statement in document.Statement
	is_object(statement)
] if {
	is_array(document.Statement)
}

_statements(found, path, document) := [_statement(found, array.concat(path, ["Statement"]), document.Statement)] if {
	is_object(document.Statement)
	not is_unknown(document.Statement)
}

# One statement that stands there by itself.
_statements(found, path, document) := [_statement(found, path, document)] if {
	is_object(document)
	document.Effect
	not document.Statement
}

# All that is written in a text stands where the text does.
_statements(found, path, document) := [object.union(_statement(found, path, statement), {"in_text": true}) |
	some statement in as_list(json.unmarshal(document).Statement)
	is_object(statement)
] if {
	is_string(document)
	json.is_valid(document)
}

_statement(found, path, statement) := {
	"found": found,
	"path": array.concat(found.path, path),
	"allows": object.get(statement, "Effect", "") == "Allow",
	"actions": as_list(object.get(statement, "Action", [])),
	"not_actions": as_list(object.get(statement, "NotAction", [])),
	"resources": as_list(object.get(statement, "Resource", [])),
	"not_resources": as_list(object.get(statement, "NotResource", [])),
	"statement": statement,
	"in_text": false,
}

# Where a part of a statement is written.
part_path(statement, _) := statement.path if statement.in_text

part_path(statement, part) := array.concat(statement.path, [part]) if not statement.in_text

# `*`, `*:*`: everything.
is_every_action(action) if {
	is_string(action)
	contains(action, "*")
	every part in split(action, ":") {
		trim(part, "*?") == ""
	}
}

# `s3:*`: everything of one service.
service_of(action) := lower(service) if {
	is_string(action)
	[service, verb] := split(action, ":")
	trim(service, "*? ") != ""
	verb != ""
	trim(verb, "*") == ""
}

# `*`, or an ARN that is one in all but form; a statement that names none is taken for one that means all.
is_unrestricted(statement) if {
	some resource in statement.resources
	covers_everything(resource)
}

is_unrestricted(statement) if count(statement.not_resources) > 0

is_unrestricted(statement) if {
	count(statement.resources) == 0
	count(statement.not_resources) == 0
}

covers_everything(resource) if {
	text := text_of(resource)
	text != ""
	trim(text, "*") == ""
}

covers_everything(resource) if {
	parts := split(text_of(resource), ":")
	count(parts) > 5
	parts[0] == "arn"
	trim(concat("", array.slice(parts, 5, 20)), "*/:") == ""
}

# A condition that says more than that the connection is encrypted.
is_narrowed(statement) if {
	some operator, conditions in object.get(statement.statement, "Condition", {})
	not lower(operator) == "bool"
	count(conditions) > 0
}

is_narrowed(statement) if {
	some conditions in object.get(statement.statement, "Condition", {})
	some key, _ in conditions
	lower(key) != "aws:securetransport"
}

is_narrowed(statement) if is_unknown(object.get(statement.statement, "Condition", null))

# Principals as a list of texts: of AWS accounts and identities, or a bare `*`.
principals(statement) := [text |
	some entry in _aws_principals(object.get(statement.statement, "Principal", null))
	text := text_of(entry)
]

_aws_principals(principal) := [principal] if is_string(principal)

_aws_principals(principal) := as_list(object.get(principal, "AWS", [])) if is_object(principal)

_aws_principals(principal) := principal if is_array(principal)

_aws_principals(null) := []

# Everybody: `*`, or an account that is a wildcard.
is_everybody(principal) if trim(principal, "*") == ""

is_everybody(principal) if {
	parts := split(principal, ":")
	parts[0] == "arn"
	contains(parts[4], "*")
	not contains(parts[4], "$")
}

# Permissions boundaries grant nothing: they draw a line around what others grant.
boundaries(template) := {id |
	some found in resources(template, ["AWS::IAM::Role", "AWS::IAM::User", "AWS::Serverless::Function"])
	id := referred(found.properties.PermissionsBoundary)
}

# Who holds a policy, for a person.
holder(found) := sprintf("The role `%s`", [found.id]) if found.type in {"AWS::IAM::Role", "AWS::SSO::PermissionSet"}

holder(found) := sprintf("The user `%s`", [found.id]) if found.type == "AWS::IAM::User"

holder(found) := sprintf("The group `%s`", [found.id]) if found.type == "AWS::IAM::Group"

holder(found) := sprintf("The function `%s`", [found.id]) if found.type == "AWS::Serverless::Function"

holder(found) := sprintf("`%s`", [found.id]) if {
	not found.type in {"AWS::IAM::Role", "AWS::SSO::PermissionSet", "AWS::IAM::User", "AWS::IAM::Group", "AWS::Serverless::Function"}
}

# A subject that tells the statements of one resource apart.
statement_name(statement) := sprintf("%s/%s", [statement.found.id, concat(",", [text_of(action) | some action in array.concat(statement.actions, statement.not_actions)])])

resource_text(statement) := sprintf("`%s`", [text_of(statement.resources[0])]) if {
	count(statement.resources) == 1
	text_of(statement.resources[0])
}

resource_text(statement) := sprintf("%d resources", [count(statement.resources)]) if {
	count(statement.resources) > 1
	not is_unrestricted(statement)
}

resource_text(statement) := "all but some resources" if count(statement.not_resources) > 0

resource_text(statement) := "`*`" if {
	count(statement.resources) > 1
	is_unrestricted(statement)
}

resource_text(statement) := "every resource" if {
	count(statement.resources) == 0
	count(statement.not_resources) == 0
}

# What a policy allowed at base and no statement of it allows any more: "; before: `s3:GetObject` on `arn:…`".
before_text(statement, past) := sprintf("; before: %s", [concat("; ", array.slice(gone, 0, 2))]) if {
	gone := [sprintf("%s on %s", [listed([text_of(action) | some action in old.actions]), resource_text(old)]) |
		some old in past
		old.found.id == statement.found.id
		old.allows
		count(old.actions) > 0
		[old.actions, old.resources] != [statement.actions, statement.resources]
	]
	count(gone) > 0
} else := ""

# Statements at base; none where there is no base.
default past_identity := []

past_identity := identity_statements(data.groundwire.before) if data.groundwire.before.Resources
