# METADATA
# description: The DNS records of a Terraform module, of all providers in one form.
package groundwire.lib.dns

# Every record with its place. `zone` is what tells zones apart: an id, or the reference that leads to it.
hosted(module) := [found |
	some index, file in module.documents
	some type, columns in _types
	some label, instances in file.document.resource[type]
	some number, block in instances
	is_object(block)
	found := {
		"document": index,
		"path": ["resource", type, label, number],
		"address": sprintf("%s.%s", [type, label]),
		"zone": _text(object.get(block, columns.zone, null)),
		"name": _name(object.get(block, "name", null)),
		"type": _type(block, columns),
		"ttl": object.get(block, "ttl", null),
		"values": _values(block, columns),
		"routed": _is_routed(block),
	}
]

_types := {
	"aws_route53_record": {"zone": "zone_id", "values": ["records"], "type": null},
	"google_dns_record_set": {"zone": "managed_zone", "values": ["rrdatas"], "type": null},
	"cloudflare_record": {"zone": "zone_id", "values": ["content", "value"], "type": null},
	"cloudflare_dns_record": {"zone": "zone_id", "values": ["content"], "type": null},
	"digitalocean_record": {"zone": "domain", "values": ["value"], "type": null},
	"azurerm_dns_a_record": {"zone": "zone_name", "values": ["records"], "type": "A"},
	"azurerm_dns_aaaa_record": {"zone": "zone_name", "values": ["records"], "type": "AAAA"},
	"azurerm_dns_cname_record": {"zone": "zone_name", "values": ["record"], "type": "CNAME"},
	"azurerm_dns_txt_record": {"zone": "zone_name", "values": ["record"], "type": "TXT"},
	"azurerm_dns_mx_record": {"zone": "zone_name", "values": ["record"], "type": "MX"},
}

_type(_, columns) := columns.type if is_string(columns.type)

_type(block, columns) := upper(block.type) if {
	columns.type == null
	is_string(block.type)
}

_type(block, columns) := "?" if {
	columns.type == null
	not is_string(object.get(block, "type", null))
}

_values(block, columns) := values if {
	value := _column(block, columns.values)
	is_array(value)
	values := [text | some text in value; is_string(text)]
} else := [value] if {
	value := _column(block, columns.values)
	is_string(value)
} else := []

_column(block, names) := block[names[0]] if {
	block[names[0]] != null
} else := block[names[1]]

# A name is compared as DNS compares it.
_name(value) := trim_suffix(lower(value), ".") if is_string(value)

_name(value) := null if not is_string(value)

_text(value) := value if is_string(value)

_text(value) := sprintf("$%s", [value["$unknown"]]) if is_string(value["$unknown"])

_text(null) := null

# Weighted, failover and other policies let several records have one name.
_is_routed(block) if {
	some field in ["set_identifier", "weighted_routing_policy", "failover_routing_policy", "latency_routing_policy", "geolocation_routing_policy", "multivalue_answer_routing_policy", "routing_policy"]
	object.get(block, field, null) != null
} else := false
