# METADATA
# title: A service holds the socket of Docker
# description: >-
#   Whoever reaches the socket starts containers that mount the disk of the host.
# custom:
#   id: compose-docker-socket
#   category: compose/docker-socket
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put a proxy between that allows only what the service asks for.
# related_resources:
#   - ref: https://www.cisecurity.org/benchmark/docker
#   - ref: https://docs.docker.com/engine/security/protect-access/
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_docker_socket

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, ["volumes", index]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	some index, volume in found.service.volumes
	source := _source(volume)
	_is_socket(source)
	message := sprintf("`%s` holds `%s`: whoever breaks into it starts containers with all rights of the host.", [found.name, source])
}

_source(volume) := split(volume, ":")[0] if is_string(volume)

_source(volume) := volume.source if is_string(volume.source)

_is_socket(source) if {
	some name in ["docker.sock", "containerd.sock", "crio.sock", "podman.sock"]
	endswith(source, name)
}

_is_socket("/var/run")

_is_socket("/run")
