# METADATA
# title: ADD does more than it is used for
# description: >-
#   `ADD` unpacks archives and fetches addresses: a file that happens to be an archive is unpacked, and one from the network
#   is not checked.
# custom:
#   id: docker-add-not-copy
#   category: dockerfile/add-not-copy
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [dockerfile]
#   remedy: Use `COPY` for files of the repository, and `ADD --checksum` for what is fetched.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#add-or-copy
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_add_not_copy

findings contains {"at": [index], "subject": sprintf("ADD %s", [instruction.Value[0]]), "message": message} if {
	some index, instruction in input
	instruction.Cmd == "add"
	sources := array.slice(instruction.Value, 0, count(instruction.Value) - 1)
	count(sources) > 0
	every source in sources {
		not _is_archive(source)
		not _is_remote(source)
	}
	message := sprintf("`ADD` copies `%s` as `COPY` would, and unpacks it the day it is an archive.", [sources[0]])
}

# What is fetched is whatever the server gives that day.
findings contains {"at": [index, "Value", number], "subject": sprintf("ADD %s", [source]), "message": message} if {
	some index, instruction in input
	instruction.Cmd == "add"
	count([flag | some flag in instruction.Flags; startswith(flag, "--checksum=")]) == 0
	some number, source in instruction.Expanded
	number < count(instruction.Expanded) - 1
	regex.match(`^https?://`, source)
	message := sprintf("`ADD` takes whatever `%s` gives on the day of the build, without a checksum.", [source])
}

_is_archive(source) if regex.match(`(?i)\.(tar|tar\.[a-z0-9]+|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst)$`, source)

_is_remote(source) if regex.match(`^(https?|git|ssh|s3)(://|@)`, source)

_is_remote(source) if contains(source, "$")
