# What the program itself says it takes, so this script needs no change with it.
_tweetarchive() {
    local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    local line="${words[*]}"
    mapfile -t COMPREPLY < <(compgen -W "$(tweetarchive "[suggest:${#line}]" "$line" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _tweetarchive tweetarchive
