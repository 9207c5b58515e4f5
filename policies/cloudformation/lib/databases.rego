package groundwire.lib.cloudformation

# What databases have for safeguards.

_rds_copies := ["SourceDBInstanceIdentifier", "SourceDbiResourceId", "SourceDBInstanceAutomatedBackupsArn", "SourceDBClusterIdentifier"]

_restored := ["DBSnapshotIdentifier", "DBClusterSnapshotIdentifier", "SnapshotIdentifier", "GlobalClusterIdentifier"]

_aurora := {"Engine": ["aurora", "neptune", "docdb"]}

_clear := "is not encrypted: its disks, backups and snapshots can be read by whoever gets hold of a copy, and to encrypt it later is to replace it"

_at_rest(path) := {
	"path": path,
	"wants": "true",
	"unless": array.concat(_rds_copies, _restored),
	"unless_is": {},
	"text": _clear,
	"lost": "is replaced, and what is in the new one can be read by whoever gets hold of a copy of its disks, backups or snapshots",
}

# TLS, where it is turned off in so many words.
_transit(path) := {
	"path": path,
	"wants": "kept",
	"part": "/transit",
	"text": "talks to its clients and nodes without TLS: what is in it, and its password, can be read on the network",
}

encryption_switches := {
	"AWS::RDS::DBInstance": [object.union(_at_rest(["StorageEncrypted"]), {"unless": array.concat(["DBClusterIdentifier"], array.concat(_rds_copies, _restored)), "unless_is": _aurora})],
	"AWS::RDS::DBCluster": [_at_rest(["StorageEncrypted"])],
	"AWS::RDS::GlobalCluster": [_at_rest(["StorageEncrypted"])],
	"AWS::DocDB::DBCluster": [_at_rest(["StorageEncrypted"])],
	"AWS::Neptune::DBCluster": [_at_rest(["StorageEncrypted"])],
	"AWS::Redshift::Cluster": [_at_rest(["Encrypted"])],
	"AWS::DAX::Cluster": [_at_rest(["SSESpecification", "SSEEnabled"])],
	"AWS::ElastiCache::ReplicationGroup": [
		object.union(_at_rest(["AtRestEncryptionEnabled"]), {"unless": ["GlobalReplicationGroupId", "SnapshotName", "SnapshotArns"]}),
		object.union(_transit(["TransitEncryptionEnabled"]), {"unless": ["GlobalReplicationGroupId"]}),
	],
	"AWS::MemoryDB::Cluster": [_transit(["TLSEnabled"])],
	"AWS::Elasticsearch::Domain": _search_encryption,
	"AWS::OpenSearchService::Domain": _search_encryption,
}

_search_encryption := [
	_at_rest(["EncryptionAtRestOptions", "Enabled"]),
	_transit(["NodeToNodeEncryptionOptions", "Enabled"]),
]

_retention(path, least, text) := {
	"path": path,
	"wants": "days",
	"least": least,
	"default": 1,
	"unless": array.concat(["DBClusterIdentifier"], _rds_copies),
	"text": text,
	"lost": "can be restored to fewer days than before",
}

_short := "keeps its automatic backups for a day or less: a mistake that is noticed after a weekend cannot be undone"

_short_week := "keeps its automatic backups for less than a week: a mistake that is noticed late cannot be undone"

_no_recovery := {
	"path": ["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"],
	"wants": "true",
	"text": "has no point-in-time recovery: a bad deployment or a script that overwrites items cannot be undone",
}

_snapshots(node_type) := {
	"path": ["SnapshotRetentionLimit"],
	"wants": "days",
	"least": 1,
	"default": 0,
	"unless_is": {"Engine": ["memcached"], node_type: ["cache.t1."]},
	"text": "takes no snapshots: what is in it is gone with its last node",
	"lost": "can be restored to fewer days than before",
}

backup_switches := {
	"AWS::RDS::DBInstance": [object.union(_retention(["BackupRetentionPeriod"], 2, _short), {"unless_is": _aurora})],
	"AWS::RDS::DBCluster": [_retention(["BackupRetentionPeriod"], 2, _short)],
	"AWS::DocDB::DBCluster": [_retention(["BackupRetentionPeriod"], 7, _short_week)],
	"AWS::Neptune::DBCluster": [_retention(["BackupRetentionPeriod"], 7, _short_week)],
	"AWS::Redshift::Cluster": [_retention(["AutomatedSnapshotRetentionPeriod"], 2, _short)],
	"AWS::DynamoDB::Table": [_no_recovery],
	"AWS::Serverless::SimpleTable": [_no_recovery],
	"AWS::ElastiCache::ReplicationGroup": [_snapshots("CacheNodeType")],
	"AWS::ElastiCache::CacheCluster": [object.union(_snapshots("CacheNodeType"), {"only_if": {"Engine": ["redis", "valkey"]}})],
	"AWS::MemoryDB::Cluster": [_snapshots("NodeType")],
}

_one_zone := "stands in one availability zone: when the zone or the node fails, it is down until it is restored"

_failover(path) := {"path": path, "wants": "true", "unless": ["DBClusterIdentifier", "SourceDBInstanceIdentifier"], "text": _one_zone}

failover_switches := {
	"AWS::RDS::DBInstance": [object.union(_failover(["MultiAZ"]), {"unless_is": _aurora})],
	"AWS::ElastiCache::ReplicationGroup": [_failover(["AutomaticFailoverEnabled"])],
	"AWS::DMS::ReplicationInstance": [_failover(["MultiAZ"])],
	"AWS::Elasticsearch::Domain": [_failover(["ElasticsearchClusterConfig", "ZoneAwarenessEnabled"])],
	"AWS::OpenSearchService::Domain": [_failover(["ClusterConfig", "ZoneAwarenessEnabled"])],
}

_protection := {
	"path": ["DeletionProtection"], "wants": "true", "unless": ["DBClusterIdentifier", "SourceDBInstanceIdentifier"], "text": "can be deleted by one call or one stack update: `DeletionProtection` is off",
	"lost": "can be deleted by one call or one stack update",
}

_table_protection := object.union(_protection, {"path": ["DeletionProtectionEnabled"], "text": "can be deleted with all its items by one call: `DeletionProtectionEnabled` is off", "lost": "can be deleted with all its items by one call"})

protection_switches := {
	"AWS::RDS::DBInstance": [object.union(_protection, {"unless_is": _aurora})],
	"AWS::RDS::DBCluster": [_protection],
	"AWS::RDS::GlobalCluster": [_protection],
	"AWS::DocDB::DBCluster": [_protection],
	"AWS::Neptune::DBCluster": [_protection],
	"AWS::QLDB::Ledger": [object.union(_protection, {"wants": "kept"})],
	"AWS::NeptuneGraph::Graph": [object.union(_protection, {"wants": "kept"})],
}

minor_protection_switches := {
	"AWS::DynamoDB::Table": [_table_protection],
	"AWS::Cognito::UserPool": [object.union(_protection, {
		"path": ["DeletionProtection"],
		"wants": "set",
		"text": "can be deleted with all its users by one call: `DeletionProtection` is not set",
		"lost": "can be deleted with all its users by one call",
	})],
}

public_switches := {
	"AWS::RDS::DBInstance": ["PubliclyAccessible"],
	"AWS::RDS::DBCluster": ["PubliclyAccessible"],
	"AWS::Neptune::DBInstance": ["PubliclyAccessible"],
	"AWS::Redshift::Cluster": ["PubliclyAccessible"],
	"AWS::RedshiftServerless::Workgroup": ["PubliclyAccessible"],
	"AWS::DMS::ReplicationInstance": ["PubliclyAccessible"],
	"AWS::AmazonMQ::Broker": ["PubliclyAccessible"],
}
