# METADATA
# title: Only the last of several counts
# description: >-
#   Of several `CMD`, `ENTRYPOINT` or `HEALTHCHECK` of a stage only the last one holds: the others never run, whatever they
#   were meant for.
# custom:
#   id: docker-multiple-entrypoints
#   category: dockerfile/multiple-entrypoints
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [dockerfile]
#   remedy: Keep one of them, in the stage that becomes the image.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#cmd
#   - ref: https://docs.docker.com/reference/dockerfile/#entrypoint
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_multiple_entrypoints

findings contains {"at": [index], "subject": sprintf("%s in stage %d", [upper(instruction.Cmd), instruction.Stage]), "message": message} if {
	some index, instruction in input
	instruction.Cmd in {"cmd", "entrypoint", "healthcheck"}
	later := [other | some other, next in input; other > index; next.Cmd == instruction.Cmd; next.Stage == instruction.Stage]
	count(later) > 0
	message := sprintf("This `%s` never holds: the stage has another one below, and only the last counts.", [upper(instruction.Cmd)])
}
