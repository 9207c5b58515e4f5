# METADATA
# description: The stages of a Dockerfile, and which instructions decide about the image that comes out.
package groundwire.lib.dockerfile

# The number of the last stage, which becomes the image.
final(instructions) := max([instruction.Stage | some instruction in instructions])

# The instructions of the last stage and of the stages it is built upon, the last stage's first.
lineage(instructions) := [final(instructions)] if {
	not _parent(instructions, final(instructions))
} else := stages if {
	ancestors := graph.reachable(_parents(instructions), {final(instructions)})
	stages := [stage | some stage in array.reverse(sort([stage | some stage in ancestors]))]
}

_parents(instructions) := {stage: parents |
	some stage in numbers.range(0, final(instructions))
	parents := [parent | parent := _parent(instructions, stage)]
}

# The stage that `FROM` names, by its alias.
_parent(instructions, stage) := parent if {
	some base in bases(instructions)
	base.stage == stage
	parent := max([earlier.stage |
		some earlier in bases(instructions)
		earlier.stage < stage
		earlier.alias == lower(base.image)
	])
}

# Every `FROM`: its image with variables put in (null where one is not known), its alias in lower case, its place.
bases(instructions) := [base |
	some index, instruction in instructions
	instruction.Cmd == "from"
	base := {"index": index, "stage": instruction.Stage, "image": _first(instruction.Expanded), "alias": _alias(instruction)}
]

_first(values) := values[0] if {
	count(values) > 0
} else := null

_alias(instruction) := lower(instruction.Value[2]) if {
	lower(instruction.Value[1]) == "as"
} else := ""

# The images that a build pulls: no stages, no empty image.
pulled(instructions) := [base |
	some base in bases(instructions)
	is_string(base.image)
	base.image != "scratch"
	not _is_stage(instructions, base)
]

_is_stage(instructions, base) if {
	some earlier in bases(instructions)
	earlier.stage < base.stage
	earlier.alias == lower(base.image)
}

# The image on which the last stage stands in the end; undefined where it is not known.
base_image(instructions) := image if {
	oldest := min({stage | some stage in lineage(instructions)})
	some base in bases(instructions)
	base.stage == oldest
	image := base.image
	is_string(image)
}

# The last instruction of a kind that holds for the image: in the last stage, else in the one it is built upon.
effective(instructions, cmd) := found if {
	all := [{"index": index, "instruction": instruction} |
		some stage in lineage(instructions)
		some index, instruction in instructions
		instruction.Stage == stage
		instruction.Cmd == cmd
		not _is_global(instructions, index)
	]
	deciding := max([entry.instruction.Stage | some entry in all])
	indexes := [entry.index | some entry in all; entry.instruction.Stage == deciding]
	some found in all
	found.index == max(indexes)
}

# What stands before the first `FROM`.
_is_global(instructions, index) if {
	index < min([base.index | some base in bases(instructions)])
}

# Every command that the build or the container runs, with its place.
commands(instructions) := [found |
	some index, instruction in instructions
	some number, command in instruction.Commands
	count(command.words) > 0
	found := {"index": index, "path": [index, "Commands", number], "words": command.words, "name": _base_name(command.words[0]), "instruction": instruction, "command": command}
]

_base_name(word) := parts[count(parts) - 1] if parts := split(word, "/")

# The `FROM` of the last stage: what is missing from the image is said there.
final_from(instructions) := base.index if {
	some base in bases(instructions)
	base.stage == final(instructions)
}

# A Dockerfile that somebody runs: the image of one that only builds is nobody's container.
runs(instructions) if effective(instructions, "cmd")

runs(instructions) if effective(instructions, "entrypoint")
