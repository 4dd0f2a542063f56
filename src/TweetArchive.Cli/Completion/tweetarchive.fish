function __tweetarchive
    set -l words (commandline -opc) (commandline -ct)
    set -l line (string join ' ' -- $words[2..-1])
    tweetarchive "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null
end
complete -c tweetarchive -a '(__tweetarchive)'
