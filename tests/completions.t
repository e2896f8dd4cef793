#!/bin/sh
# The completions that are made from --help.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
scripts=$tests/../scripts

make_them() { "$scripts/gen-completions" "$BIN" share "$@"; }

case_of "there is one a tool and shell, under the prefix"
make_them sl-
shell 'cd share && find . -type f | sort'
for path in "$BIN"/*; do
	tool=sl-${path##*/}
	echo "./bash-completion/completions/$tool"
	echo "./fish/vendor_completions.d/$tool.fish"
	echo "./zsh/site-functions/_$tool"
done | sort >want.out
end

case_of "bash can read them, and they complete what --help lists"
make_them
# shellcheck disable=SC2016  # for bash to expand
run bash -c '
	compopt() { :; }
	for file in share/bash-completion/completions/*; do
		tool=${file##*/}
		. "$file" || exit
		COMP_WORDS=("$tool" --) COMP_CWORD=1
		"_sendlist_$tool"
		printf "$tool %s\n" "${COMPREPLY[@]}"
	done | sed "s/[= ]*$//" | sort'
for path in "$BIN"/*; do
	tool=${path##*/}
	"$tool" --help | sed -n "s/^  .\{4\}\(--[a-z0-9-]*\).*/$tool \1/p"
done | sort >want.out
end

for shell in zsh fish; do
	case_of "$shell can read them"
	if ! command -v "$shell" >/dev/null; then
		skip "no $shell"
		continue
	fi
	make_them
	# shellcheck disable=SC2016  # for the inner shell to expand
	run sh -c 'for file in share/"$1"/*/*; do "$1" -n "$file" || exit
	done' sh "$shell"
	end
done

finish
