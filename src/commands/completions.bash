# Completion of hqsync in bash: source <(hqsync completions bash)
# readline cuts words at = and : too, and leaves quotes and backslashes in them. This cuts the line as the shell does, asks with whole
# words, and leaves out of each offer what readline keeps.
_hqsync() {
    local line=${COMP_LINE:0:COMP_POINT} word='' quote='' begun='' c='' offer='' before='' i
    local -a words=()
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        if [[ $quote == "'" ]]; then
            if [[ $c == "'" ]]; then quote=''; else word+=$c; fi
        elif [[ $quote == '"' ]]; then
            if [[ $c == '"' ]]; then
                quote=''
            elif [[ $c == \\ ]]; then
                ((i++))
                word+=${line:i:1}
            else
                word+=$c
            fi
        elif [[ $c == "'" || $c == '"' ]]; then
            quote=$c begun=1
        elif [[ $c == \\ ]]; then
            ((i++))
            word+=${line:i:1} begun=1
        elif [[ $c == [[:space:]] ]]; then
            [[ $begun ]] && words+=("$word")
            word='' begun=''
        else
            word+=$c begun=1
        fi
    done
    words+=("$word")
    COMPREPLY=()
    # What stands in the word before the part that readline replaces.
    local kept=${2#[\"\']} typed=$word
    [[ $quote || $word == "$kept" || $word == *"$kept" ]] || printf -v typed %q "$word"
    before=${typed%"$kept"}
    while IFS= read -r offer; do
        [[ $offer ]] || continue
        [[ $offer == *= ]] && compopt -o nospace
        if [[ ! $quote ]]; then
            printf -v offer %q "$offer"
            # It quotes commas, which mean nothing outside braces.
            offer=${offer//\\,/,}
        fi
        COMPREPLY+=("${offer#"$before"}")
    done < <(COMPLETE=bash _CLAP_IFS=$'\n' _CLAP_COMPLETE_INDEX=$((${#words[@]} - 1)) "$1" -- "${words[@]}" 2>/dev/null; echo)
}
complete -o default -o nosort -F _hqsync hqsync
