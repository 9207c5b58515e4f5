# METADATA
# title: A name leads to something that can be taken over
# description: >-
#   The service behind the name is given to whoever asks for it next: they answer in your name, with a certificate of yours.
# custom:
#   id: dns-dangling-record
#   category: dns/dangling-record
#   severity: high
#   confidence: low
#   persona: recommended
#   scope: document
#   platforms: [dns]
#   remedy: Delete the record before the service behind it, or prove that you still own it.
# related_resources:
#   - ref: https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/10-Test_for_Subdomain_Takeover
#   - ref: https://learn.microsoft.com/azure/security/fundamentals/subdomain-takeover
# schemas:
#   - input: schema.dns
package groundwire.dns.dns_dangling_record

# The record stays while its target in the same zone is gone.
findings contains {"at": ["records", index], "subject": sprintf("%s %s", [record.type, record.name]), "message": message, "confidence": "high"} if {
	some index, record in input.records
	record.type in {"CNAME", "ALIAS", "ANAME", "MX", "SRV", "NS"}
	target := _target(record)
	_is_defined(data.groundwire.before, target)
	not _is_defined(input, target)
	message := sprintf("`%s` leads to `%s`, which this change takes out of the zone.", [record.name, target])
}

# In the zone, and nowhere to be found.
findings contains {"at": ["records", index], "subject": sprintf("%s %s", [record.type, record.name]), "message": message, "confidence": "medium"} if {
	some index, record in input.records
	record.type in {"CNAME", "ALIAS", "ANAME", "MX"}
	target := _target(record)
	some zone in input.records
	zone.type == "SOA"
	endswith(target, sprintf(".%s", [zone.name]))
	not _is_defined(input, target)
	not _is_delegated(target)
	not _was_there(target)
	message := sprintf("`%s` leads to `%s`, and this zone has no such name.", [record.name, target])
}

_was_there(target) if _is_defined(data.groundwire.before, target)

_target(record) := parts[count(parts) - 1] if {
	is_string(record.value)
	parts := split(record.value, " ")
}

_is_defined(zone, target) if {
	some record in zone.records
	_covers(record.name, target)
}

_covers(name, target) if name == target

_covers(name, target) if {
	startswith(name, "*.")
	endswith(target, substring(name, 1, -1))
}

_is_delegated(target) if {
	some record in input.records
	record.type == "NS"
	not _is_apex(record.name)
	endswith(target, record.name)
}

_is_apex(name) if {
	some record in input.records
	record.type == "SOA"
	record.name == name
}
