package groundwire.lib.cloudformation

# Safeguards of what is no database: queues, disks, logs, functions.

_stored_clear := "stores its messages unencrypted: they can be read by whoever gets at the storage or a copy of it"

_needs(path, wants, text) := {"path": path, "wants": wants, "text": text}

queue_switches := {
	"AWS::SNS::Topic": [_needs(["KmsMasterKeyId"], "set", "has no key: messages that wait for delivery are stored unencrypted")],
	"AWS::Kinesis::Stream": [_needs(["StreamEncryption"], "set", "stores its records unencrypted, and whoever may read the stream may read them")],
}

# Either a key of KMS, or SQS's own, which is on unless it is turned off.
queue_is_unencrypted(found) if {
	lacks(found, ["KmsMasterKeyId"])
	not is_true(value_at(found, ["SqsManagedSseEnabled"]))
	not is_unknown(value_at(found, ["SqsManagedSseEnabled"]))
}

volume_switches := {
	"AWS::EC2::Volume": [object.union(_needs(["Encrypted"], "true", "is not encrypted: whoever gets a snapshot of it reads the disk"), {"unless": ["SnapshotId", "SourceVolumeId"]})],
	"AWS::EFS::FileSystem": [_needs(["Encrypted"], "true", "is not encrypted, and cannot be later: the files would have to be copied to another file system")],
	"AWS::WorkSpaces::Workspace": [
		object.union(_needs(["UserVolumeEncryptionEnabled"], "true", "does not encrypt its user volume: documents can be read from a copy of the disk"), {"part": "/user"}),
		object.union(_needs(["RootVolumeEncryptionEnabled"], "true", "does not encrypt its root volume: what programs keep there can be read from a copy of the disk"), {"part": "/root"}),
	],
}

tracing_switches := {
	"AWS::ApiGateway::Stage": [_untraced(["TracingEnabled"], "true", "requests cannot be followed")],
	"AWS::Serverless::Api": [_untraced(["TracingEnabled"], "true", "requests cannot be followed")],
	"AWS::AppSync::GraphQLApi": [_untraced(["XrayEnabled"], "true", "queries cannot be followed")],
	"AWS::StepFunctions::StateMachine": [_untraced(["TracingConfiguration", "Enabled"], "true", "executions cannot be followed")],
	"AWS::Serverless::StateMachine": [_untraced(["Tracing", "Enabled"], "true", "executions cannot be followed")],
}

_untraced(path, wants, effect) := _needs(path, wants, sprintf("sends no traces: %s from it into the functions behind, and nobody sees where the time goes", [effect]))

# Functions send traces when their mode is `Active`.
function_tracing := {"AWS::Lambda::Function": ["TracingConfig", "Mode"], "AWS::Serverless::Function": ["Tracing"]}

is_untraced(found) if {
	path := function_tracing[found.type]
	lacks(found, path)
}

is_untraced(found) if {
	path := function_tracing[found.type]
	value_at(found, path) in {"PassThrough", "Disabled"}
}

dead_letter_switches := {
	"AWS::Lambda::Function": [_needs(["DeadLetterConfig", "TargetArn"], "set", _lost_events)],
	"AWS::Serverless::Function": [_needs(["DeadLetterQueue", "TargetArn"], "set", _lost_events)],
}

_lost_events := "has no dead letter queue: an event whose last retry fails is dropped, and nobody can replay it"

_unseen(path, wants, what) := _needs(path, wants, sprintf("keeps no %s: after an incident nobody can say who called what", [what]))

access_log_switches := {
	"AWS::ApiGateway::Stage": [_unseen(["AccessLogSetting", "DestinationArn"], "set", "access log")],
	"AWS::ApiGatewayV2::Stage": [_unseen(["AccessLogSettings", "DestinationArn"], "set", "access log")],
	"AWS::Serverless::Api": [_unseen(["AccessLogSetting", "DestinationArn"], "set", "access log")],
	"AWS::Serverless::HttpApi": [_unseen(["AccessLogSettings", "DestinationArn"], "set", "access log")],
	"AWS::ElasticLoadBalancing::LoadBalancer": [_unseen(["AccessLoggingPolicy", "Enabled"], "true", "access log")],
	"AWS::RDS::DBInstance": [object.union(_unseen(["EnableCloudwatchLogsExports"], "set", "log outside of itself"), {"unless": ["DBClusterIdentifier"], "unless_is": {"Engine": ["aurora", "neptune", "docdb"]}})],
	"AWS::RDS::DBCluster": [_unseen(["EnableCloudwatchLogsExports"], "set", "log outside of itself")],
	"AWS::CloudFront::StreamingDistribution": [_unseen(["StreamingDistributionConfig", "Logging", "Enabled"], "true", "access log")],
	"AWS::Redshift::Cluster": [_unseen(["LoggingProperties"], "set", "audit log of connections and queries")],
	"AWS::AppSync::GraphQLApi": [_unseen(["LogConfig", "CloudWatchLogsRoleArn"], "set", "log of its queries")],
	"AWS::StepFunctions::StateMachine": [_needs(["LoggingConfiguration", "Destinations"], "set", "logs no executions: a failed express run leaves nothing to look at")],
}
