# METADATA
# title: The image is made for the socket of the container runtime
# description: >-
#   Whoever reaches the socket of the runtime starts containers with the rights of the host.
# custom:
#   id: docker-runtime-socket
#   category: dockerfile/socket
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Give the container what it needs of the runtime through a proxy that allows only that, or build without a daemon.
# related_resources:
#   - ref: https://docs.docker.com/engine/security/protect-access/
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_runtime_socket

findings contains {"at": [index], "subject": sprintf("%s %s", [upper(instruction.Cmd), value]), "message": message} if {
	some index, instruction in input
	instruction.Cmd in {"volume", "copy", "add"}
	some value in instruction.Value
	_is_socket(value)
	message := sprintf("`%s` is the runtime of the host: who is in this container starts others with all its rights.", [value])
}

findings contains {"at": [index, "Value", number], "subject": sprintf("EXPOSE %s", [port]), "message": message} if {
	some index, instruction in input
	instruction.Cmd == "expose"
	some number, value in instruction.Expanded
	port := split(value, "/")[0]
	port == "2375"
	message := "Port 2375 is Docker's own without encryption and without a password: who reaches it is root on the host."
}

findings contains {"at": [index, "Variables", name], "subject": sprintf("ENV %s", [name]), "message": message} if {
	some index, instruction in input
	instruction.Cmd == "env"
	some name, value in instruction.Variables
	name == "DOCKER_HOST"
	startswith(value, "tcp://")
	endswith(value, ":2375")
	message := sprintf("`%s` talks to Docker without encryption and without a password.", [value])
}

_is_socket(value) if {
	some path in ["docker.sock", "containerd.sock", "crio.sock", "podman.sock"]
	endswith(value, path)
	contains(value, "/run/")
}
