# METADATA
# title: The image offers SSH
# description: >-
#   A shell by the network goes past the orchestrator: no audit, no rotation, and one more service to patch in each
#   container.
# custom:
#   id: docker-ssh-port
#   category: dockerfile/ssh-port
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [dockerfile]
#   remedy: Leave port 22 closed; use the exec of the orchestrator.
# related_resources:
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_ssh_port

findings contains {"at": [index, "Value", number], "subject": "EXPOSE 22", "message": "Port 22 is exposed: a login by the network that no orchestrator knows of."} if {
	some index, instruction in input
	instruction.Cmd == "expose"
	some number, port in instruction.Expanded
	_holds_22(split(port, "/")[0])
}

_holds_22("22")

_holds_22(range) if {
	[first, last] := split(range, "-")
	to_number(first) <= 22
	to_number(last) >= 22
}
