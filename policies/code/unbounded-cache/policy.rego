# METADATA
# title: A collection that only grows
# description: >-
#   What lives as long as the process and is only ever added to takes more memory with every request, until the process is killed
#   for it, in the middle of whatever it was doing.
# custom:
#   id: unbounded-cache
#   category: code/unbounded-cache
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Bound it by number or by age, with an LRU cache for example, or take entries out when they have served.
# related_resources:
#   - ref: https://nodejs.org/en/learn/diagnostics/memory
# schemas:
#   - input: schema.code
package groundwire.code.unbounded_cache

# The change took away what bounded it.
findings contains finding if {
	input.role in {"server", "library"}
	some cache in input.caches
	cache.bounded != "present"
	some earlier in data.groundwire.before.caches
	earlier.name == cache.name
	earlier.bounded == "present"
	finding := {
		"at": cache.at,
		"subject": cache.name,
		"message": sprintf("Nothing takes entries out of `%s` any more (`%s` did): it grows until the process runs out of memory.", [cache.name, concat("`, `", earlier.by)]),
		"confidence": "high",
	}
}

# New, and nothing bounds it.
findings contains finding if {
	input.role == "server"
	some cache in input.caches
	cache.bounded == "absent"
	not _lost(cache)
	finding := {
		"at": cache.at,
		"subject": cache.name,
		"message": sprintf("`%s` gets an entry for every new `%s` and loses none: it grows until the process runs out of memory.", [cache.name, trim(cache.key, "`")]),
		"confidence": _confidence(cache),
	}
}

_lost(cache) if {
	some earlier in data.groundwire.before.caches
	earlier.name == cache.name
	earlier.bounded == "present"
}

default _confidence(_) := "low"

# Filed under what callers bring along, of which there is no end.
_confidence(cache) := "medium" if _endless(cache)

# A key that was made up here may be one of a few.
_endless(cache) if {
	regex.match(`(?i)\b(?:req|request|ctx|params|query|body|headers|cookies|payload)\b|\b(?:ip|ipAddress|remoteAddress|token|accessToken|email|emailAddress|url|prompt|sessionId|userId|requestId|traceId|messageId|eventId|correlationId|jobId|orderId|customerId)$|\b(?:user|session|message|event|job|order|customer|socket|client|conversation)\.(?:\w*[iI]d|key|email|token)$`, cache.key)
	not _few(cache)
}

# Of such things a service has a known number.
_few(cache) if regex.match(`(?i)(?:type|kind|lang|language|locale|level|model|schema|table|region|env|mode|method|provider|format|currency|timezone|version|channel|queue|topic|module|config|definition|template|plugin)s?(?:name|id|key|path|url)?\b`, cache.key)
