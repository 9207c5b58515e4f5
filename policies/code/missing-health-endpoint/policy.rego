# METADATA
# title: Nobody can ask the service whether it lives
# description: >-
#   Without a route that answers for the service, the platform takes a process that hangs for one that works: traffic goes on being
#   sent to it, and nothing restarts it.
# custom:
#   id: missing-health-endpoint
#   category: code/missing-health-endpoint
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Answer a liveness route from the process itself, and a readiness route from what the service cannot work without.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# schemas:
#   - input: schema.code
package groundwire.code.missing_health_endpoint

# The change took the route away.
findings contains finding if {
	_asked
	lost := _lost_routes
	count(lost) > 0
	stands := _stands
	finding := {
		"at": stands.at,
		"subject": stands.subject,
		"message": sprintf("%s is gone: probes and load balancers that ask for it now get an error, and take every instance out of service.", [_called(lost[0])]),
		"severity": "high",
		"confidence": "high",
		"was": array.concat([route.at | some route in lost], [route.imported | some route in lost; route.imported]),
	}
}

# The route is still there, but not always.
findings contains finding if {
	_asked
	some route in input.healthRoutes
	route.conditional
	earlier := [was | some was in data.groundwire.before.healthRoutes; was.route == route.route]
	count(earlier) > 0
	count([1 | some was in earlier; was.conditional]) == 0
	count([1 | some other in input.healthRoutes; other.route == route.route; not other.conditional]) == 0
	finding := {
		"at": route.at,
		"subject": route.subject,
		"message": sprintf("%s is now only there under a condition: where that does not hold, probes take every instance out of service.", [_called(route)]),
		"confidence": "high",
	}
}

# The route asked what the service depends on, and now answers whatever happens.
findings contains finding if {
	_asked
	some route in input.healthRoutes
	route.answers == "always"
	some was in data.groundwire.before.healthRoutes
	was.route == route.route
	was.answers == "checks"
	route.asks != "live"
	finding := {
		"at": route.at,
		"subject": route.subject,
		"message": sprintf("%s no longer asks `%s`: it answers that all is well while what the service needs is down.", [_called(route), was.checks[0]]),
		"confidence": "medium",
		"was": was.at,
	}
}

# A new service without one.
findings contains finding if {
	input.role == "server"
	some service in input.services
	service.health == "absent"
	service.starts == "loaded"
	count(_lost_routes) == 0
	not _served_before
	finding := {
		"at": service.at,
		"subject": service.subject,
		"message": sprintf("`%s` listens, and none of its routes says whether it lives: a process that hangs keeps its traffic, and nothing restarts it.", [service.name]),
	}
}

_asked if input.role in {"server", "library"}

_served_before if count(data.groundwire.before.services) > 0

default _lost_routes := []

# Routes of this file that are gone, with no other in their place, here or in another file of the change.
_lost_routes := [was |
	some was in data.groundwire.before.healthRoutes
	not was.route in {route.route | some route in input.healthRoutes}
] if {
	count(input.healthRoutes) < count(data.groundwire.before.healthRoutes)
	not _moved
}

_moved if {
	some program in input.programs
	program.healthMoved
}

# The service itself, or what is left of its routes.
_stands := input.services[0] if {
	count(input.services) > 0
} else := input.handlers[0] if {
	count(input.handlers) > 0
} else := input.programs[0] if {
	count(input.programs) > 0
} else := input.handovers[0] if {
	count(input.handovers) > 0
}

_called(route) := sprintf("The health route `%s`", [route.route]) if route.route != ""

_called(route) := "The health route" if route.route == ""
