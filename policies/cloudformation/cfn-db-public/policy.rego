# METADATA
# title: A database has an address on the internet
# description: >-
#   A public database is found within hours by those who try passwords for a living. One leaked or weak password, or one
#   hole in the engine, and everything in it is theirs.
# custom:
#   id: cfn-db-public
#   category: cloudformation/db-public
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set PubliclyAccessible to false and reach the database from inside the VPC.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_db_public

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, object.keys(cfn.public_switches))
	some property in cfn.public_switches[found.type]
	cfn.is_true(cfn.value_at(found, [property]))
	finding := cfn.remark(found, [property], {"message": sprintf("`%s` gets an address on the internet (`%s: true`)%s: only its security groups and its password keep strangers out.", [found.id, property, _before(found, property)])})
}

# Of DMS an address on the internet is the default.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::DMS::ReplicationInstance"])
	cfn.lacks(found, ["PubliclyAccessible"])
	finding := cfn.remark(found, ["PubliclyAccessible"], {
		"message": sprintf("`%s` gets an address on the internet: that is the default where `PubliclyAccessible` is not set.", [found.id]),
		"severity": "medium",
	})
}

# Access from everywhere is how MSK calls its public brokers.
findings contains finding if {
	some found in cfn.resources(input, ["AWS::MSK::Cluster"])
	path := ["BrokerNodeGroupInfo", "ConnectivityInfo", "PublicAccess", "Type"]
	cfn.value_at(found, path) == "SERVICE_PROVIDED_EIPS"
	finding := cfn.remark(found, path, {"message": sprintf("The brokers of `%s` get addresses on the internet (`SERVICE_PROVIDED_EIPS`): whoever has credentials reads every topic from anywhere.", [found.id])})
}

_before(found, property) := "; until now it did not" if {
	cfn.is_false(cfn.value_at(cfn.former(found), [property]))
} else := ""
