package groundwire.lib.iam

# The parts of a document that say who may do what: `name`, `at`, its JSON pointer and its value.

# Those that the change made or altered.
changed_parts := [part |
	some part in _parts(input)
	not _stood(part)
]

_stood(part) if {
	some former in _parts(data.groundwire.before)
	former.name == part.name
	former.value == part.value
}

_parts(document) := array.concat(array.concat(_terraform(document), _cloudformation(document)), _kubernetes(document))

# Terraform: blocks by type and name; data blocks hold policies, too.
_terraform(document) := [part |
	some [prefix, types] in [[["resource"], object.get(document, "resource", {})], [["data"], object.get(document, "data", {})]]
	some type, blocks in types
	_grants(type)
	some name, block in blocks
	at := array.concat(prefix, [type, name])
	part := {"name": concat(".", [word | some word in at; word != "resource"]), "at": at, "pointer": _pointer(at), "value": block}
]

_grants(type) if {
	regex.match(_types, type)
	not type in {"aws_iam_account_alias", "aws_iam_server_certificate", "aws_iam_signing_certificate"}
}

_types := concat("|", [
	`^aws_iam_`,
	`^aws_(s3_bucket|s3_access_point|sqs_queue|sns_topic|kms_key|ecr_repository|ecr_registry|secretsmanager_secret|glacier_vault|efs_file_system|backup_vault|organizations)_policy$`,
	`^aws_(lambda_permission|ssoadmin_\w+|organizations_policy)$`,
	`^google_(\w+_iam_(member|binding|policy|custom_role)|iam_policy|service_account(_key)?)$`,
	`^azurerm_(role_assignment|role_definition|user_assigned_identity|federated_identity_credential)$`,
	`^azuread_(\w*role\w*|application_password|service_principal_password)$`,
	`^kubernetes_(cluster_)?role(_binding)?(_v1)?$`,
])

# CloudFormation: resources, and the policies that a function of SAM brings.
_cloudformation(document) := [part |
	some name, resource in object.get(document, "Resources", {})
	some part in _granting(name, resource)
]

_granting(name, resource) := [{"name": name, "at": at, "pointer": _pointer(at), "value": resource}] if {
	regex.match(`^AWS::(IAM::|S3::BucketPolicy|KMS::Key$|SQS::QueuePolicy|SNS::TopicPolicy|Lambda::Permission|SecretsManager::ResourcePolicy|SSO::)`, resource.Type)
	at := ["Resources", name]
} else := [{"name": name, "at": at, "pointer": _pointer(at), "value": resource.Properties.Policies}] if {
	resource.Type == "AWS::Serverless::Function"
	resource.Properties.Policies
	at := ["Resources", name, "Properties", "Policies"]
} else := []

# Kubernetes: roles and their bindings.
_kubernetes(document) := [{"name": sprintf("%s %s", [document.kind, object.get(document, ["metadata", "name"], "")]), "at": [], "pointer": "", "value": document}] if {
	document.kind in {"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"}
	regex.match(`^(rbac\.authorization\.k8s\.io|authorization\.openshift\.io)/`, document.apiVersion)
} else := []

_pointer(path) := concat("", [sprintf("/%s", [replace(replace(part, "~", "~0"), "/", "~1")]) | some part in path])
