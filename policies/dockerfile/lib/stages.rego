# METADATA
# description: The stages of a Dockerfile, and which instructions decide about the image that comes out.
package groundwire.lib.dockerfile

# The number of the last stage, which becomes the image.
final(instructions) := max([instruction.Stage | some instruction in instructions])

# The last stage and the stages it is built upon, the last stage first.
lineage(instructions) := lineage_of(instructions, final(instructions))

# The same of any stage.
lineage_of(instructions, stage) := [stage] if {
	not _parent(instructions, stage)
} else := stages if {
	ancestors := graph.reachable(_parents(instructions), {stage})
	stages := [ancestor | some ancestor in array.reverse(sort([ancestor | some ancestor in ancestors]))]
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
effective(instructions, cmd) := effective_in(instructions, final(instructions), cmd)

# The same for the image that comes out of any stage.
effective_in(instructions, stage, cmd) := found if {
	stages := lineage_of(instructions, stage)
	all := [{"index": index, "instruction": instruction} |
		some index, instruction in instructions
		instruction.Cmd == cmd
		instruction.Stage in stages
		not _is_global(instructions, index)
	]
	deciding := max([entry.instruction.Stage | some entry in all])
	indexes := [entry.index | some entry in all; entry.instruction.Stage == deciding]
	some found in all
	found.index == max(indexes)
}

# The stages that are images of their own: the last, and those with a name that no other stage builds upon or copies from.
targets(instructions) := {final(instructions)} | {base.stage |
	some base in bases(instructions)
	base.alias != ""
	not _is_used(instructions, base)
}

_is_used(instructions, base) if {
	some stage in numbers.range(base.stage + 1, final(instructions))
	_parent(instructions, stage) == base.stage
}

_is_used(instructions, base) if {
	some instruction in instructions
	instruction.Stage > base.stage
	some flag in instruction.Flags
	lower(flag) in {sprintf("--from=%s", [base.alias]), sprintf("--from=%d", [base.stage])}
}

_is_used(instructions, base) if {
	some instruction in instructions
	some flag in instruction.Flags
	startswith(flag, "--mount=")
	sprintf("from=%s", [base.alias]) in split(lower(flag), ",")
}

# The stage that stands now for one at base: of the same name, or the last for the last.
now_of(instructions, before, stage) := final(instructions) if {
	stage == final(before)
} else := min([base.stage |
	some old in bases(before)
	old.stage == stage
	old.alias != ""
	some base in bases(instructions)
	base.alias == old.alias
])

# Where an instruction of a stage would stand; where base had one, it is shown there.
place_in(instructions, stage, cmd) := ["stages", min([stage, final(instructions)]), upper(cmd)]

# How a stage is called, for a subject.
stage_name(instructions, stage, cmd) := upper(cmd) if {
	stage == final(instructions)
} else := sprintf("%s in %s", [upper(cmd), alias]) if {
	some base in bases(instructions)
	base.stage == stage
	alias := base.alias
	alias != ""
} else := sprintf("%s in stage %d", [upper(cmd), stage])

# An image without tag and digest; the port of a registry is no tag.
repository(image) := concat("/", array.concat(array.slice(parts, 0, count(parts) - 1), [split(parts[count(parts) - 1], ":")[0]])) if {
	parts := split(split(image, "@")[0], "/")
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

# A Dockerfile that somebody runs: the image of one that only builds is nobody's container.
runs(instructions) if effective(instructions, "cmd")

runs(instructions) if effective(instructions, "entrypoint")
