# METADATA
# title: A hosted name leads to what this change takes away
# description: >-
#   The service behind the name is given to whoever asks for it next: they answer in your name.
# custom:
#   id: dns-hosted-dangling-record
#   category: dns/dangling-record
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Delete the record with the service behind it.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/security/fundamentals/subdomain-takeover
#   - ref: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.dns.dns_hosted_dangling_record

import data.groundwire.lib.dns

findings contains {"document": record.document, "at": record.path, "subject": record.address, "message": message} if {
	some record in dns.hosted(input)
	record.type in {"CNAME", "A", "AAAA", "ALIAS"}
	some old in dns.hosted(data.groundwire.before)
	old.address == record.address
	some bucket in _taken_over(data.groundwire.before)
	not bucket.address in {kept.address | some kept in _taken_over(input)}
	_leads_to(record, bucket)
	message := sprintf("`%s` still leads to `%s`, which this change takes away: whoever asks for that name next answers as `%s`.", [record.address, bucket.name, record.name])
}

# Services whose name anybody may take when it is free.
_taken_over(module) := [found |
	some file in module.documents
	some type, field in {
		"aws_s3_bucket": "bucket",
		"aws_elastic_beanstalk_environment": "cname_prefix",
		"azurerm_app_service": "name",
		"azurerm_linux_web_app": "name",
		"azurerm_windows_web_app": "name",
		"azurerm_storage_account": "name",
		"azurerm_traffic_manager_profile": "name",
		"azurerm_cdn_endpoint": "name",
		"google_storage_bucket": "name",
		"heroku_app": "name",
	}
	some label, instances in file.document.resource[type]
	some block in instances
	name := block[field]
	is_string(name)
	found := {"address": sprintf("%s.%s", [type, label]), "name": name}
]

_leads_to(record, bucket) if {
	some value in record.values
	_names(value, bucket.name)
}

_names(value, name) if startswith(lower(value), sprintf("%s.", [lower(name)]))

_names(value, name) if lower(trim_suffix(value, ".")) == lower(name)
