#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2317 # the checks are called by their names
#
# Checks the sources against the rules of the house that no compiler knows.
# Usage: lint.sh CHECK ROOT; CHECK is includes, arrows, circles, licence, banned, literals, floors, identity, translations,
# format or size.
# Each finding is one line "file:line: sentence". Exit 0 without findings, 1 with some, 77 when a check cannot run here.
set -eu
LC_ALL=C
export LC_ALL
check=$1
cd "$2"
findings=$(mktemp)
trap 'rm -f "$findings"' EXIT

# The C++ files of the folders named, one a line; a folder may be missing.
sources()
{
    for folder in "$@"; do
        [ ! -d "$folder" ] || find "$folder" -type f \( -name '*.h' -o -name '*.cpp' -o -name '*.h.in' \)
    done | sort
}

# Prints "file:line:text" for the lines of the files on standard input that match the pattern $1; none is no error.
matches()
{
    xargs grep -HnE -e "$1" /dev/null || [ $? = 1 ] || [ $? = 123 ]
}

# Quoted includes are written from the root, name a file that exists, and never point up the floors.
check_includes()
{
    sources app models views tests | matches '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' |
        sed -E 's/^([^:]*):([0-9]+):[^"<]*(["<])([^">]*).*$/\1 \2 \3 \4/' | while read -r file line mark target; do
        case $file:$target in
        models/*:views/* | models/*:app/* | models/*:tests/* | views/*:app/* | views/*:tests/* | app/*:tests/*)
            echo "$file:$line: ${file%%/*} must not include $target"
            ;;
        esac
        case $mark$target in
        '"'*.moc | '"moc_'*.cpp) ;;
        '"'*) [ -f "$target" ] || [ -f "$target.in" ] || echo "$file:$line: there is no $target, seen from the root" ;;
        '<app/'* | '<models/'* | '<views/'* | '<tests/'*) echo "$file:$line: our own $target is included with quotes" ;;
        esac
    done
}

# Prints "file line target" for each quoted include of the program that names a file of the program.
own_includes()
{
    sources app models views | matches '^[[:space:]]*#[[:space:]]*include[[:space:]]*"(app|models|views)/' |
        sed -E 's/^([^:]*):([0-9]+):[^"]*"([^"]*)".*$/\1 \2 \3/'
}

# A folder includes itself and what its line in tests/lint/arrows names, nothing else. A line of the table that no
# include needs any more is a finding too.
check_arrows()
{
    own_includes | awk -v table=tests/lint/arrows '
        function folder(path) { sub("/[^/]*$", "", path); return path }
        BEGIN {
            while ((getline line < table) > 0) {
                count = split(line, word, /[ :]+/)
                number++
                if (line ~ /^#/ || count < 2) continue
                for (i = 2; i <= count; i++) if (word[i] != "") { allowed[word[1] " " word[i]] = number }
            }
        }
        {
            from = folder($1); to = folder($3)
            if (from == to) next
            used[from " " to] = 1
            if (!((from " " to) in allowed)) print $1 ":" $2 ": " from " must not include " to
        }
        END {
            for (arrow in allowed) if (!(arrow in used)) {
                split(arrow, end, " ")
                print table ":" allowed[arrow] ": " end[1] " does not include " end[2] " any more"
            }
        }'
}

# No two pairs (a header and its source count as one) include each other, not around a corner either.
check_circles()
{
    own_includes | sed -E 's/\.(h|cpp|h\.in)( |$)/\2/g' | awk '$1 != $3 { print $1, $3 }' | sort -u |
        tsort 2>&1 >/dev/null | grep -v 'contains a loop' |
        sed -E 's,^tsort: ,,; s,^(.*)$,\1.h:1: is part of a circle of includes,'
}

# The licence line is the first of each source, script (whatever is executable) and CMake file; the second after a #!.
check_licence()
{
    {
        sources app models views tests
        find app models views tests packaging .ci -name node_modules -prune -o -type f \( -name CMakeLists.txt \
            -o -name '*.cmake' -o -name '*.sh' -o -name '*.ps1' -o -name '*.js' -o -name '*.mjs' \
            -o -path packaging/packages -o -perm -100 \) -print
        echo CMakeLists.txt
    } | sort -u | while read -r file; do
        read -r first <"$file" || first=
        case $first in
        '#!'*) first=$(sed -n 2p "$file") ;;
        esac
        case $first in
        '// SPDX-License-Identifier: Apache-2.0' | '# SPDX-License-Identifier: Apache-2.0') ;;
        *) echo "$file:1: the line 'SPDX-License-Identifier: Apache-2.0' is missing" ;;
        esac
    done
}

# Nested event loops, sleeps, string connects and sender(). Comments may name them. The demo server alone may sleep:
# to be a slow server it paces its bytes, on threads of its own.
check_banned()
{
    sleeps='qSleep|sleep_for|sleep_until|QThread::[mu]?sleep'
    start='(^|[^A-Za-z0-9_])'
    words="$start((processEvents|qWait|sender|SIGNAL|SLOT|$sleeps)[[:space:]]*[(]|QEventLoop([^A-Za-z0-9_]|\$))"
    sources app models views tests | matches "$words" |
        sed -E -e 's,^([^:]*:[0-9]+:)[[:space:]]*(//|/?\*[* ]).*$,\1,' -e 's,([^:])//.*$,\1,' |
        grep -E "$words" | grep -vE "^app/demo/.*$start($sleeps)" |
        sed -E 's,^([^:]*:[0-9]+):[[:space:]]*(.*)$,\1: not in this house: \2,' || true
}

# A Latin-1 literal takes the bytes of the source as they are: of "·"_L1, which is UTF-8, it makes two characters.
check_literals()
{
    foreign='([^ -~]|\\[uU][0-9A-Fa-f]{4})'
    sources app models views tests |
        matches "\"[^\"]*$foreign[^\"]*\"_L1|QLatin1String(View)?[^\"]*[({]\"[^\"]*$foreign" |
        sed -E 's,^([^:]*:[0-9]+):[[:space:]]*(.*)$,\1: only ASCII in a Latin-1 literal: \2,'
}

# No target under models may reach for a widget or for a floor above it. The headers are looked at too: where all of
# Qt's headers share one folder, the compiler finds those of a module that is not linked.
check_floors()
{
    find models -name CMakeLists.txt |
        matches '^[^#]*(Qt6?::(Widgets|[A-Za-z]+Widgets)|[ (](views_[a-z]+|appcore|demo(_[a-z]+)?)([ )]|$))' |
        sed -E 's,^([^:]*:[0-9]+):.*$,\1: models link neither widgets nor a floor above,'
    sources models | matches '#[[:space:]]*include <(QtWidgets/|Q(Widget|Application|Dialog|MessageBox|FileDialog)>)' |
        sed -E 's,^([^:]*:[0-9]+):.*$,\1: models include no widget,'
}

# Reports the file $1 when it does not hold the text $2.
must_hold()
{
    grep -qsF -e "$2" "$1" || echo "$1:1: '$2' is missing"
}

# The application id and the version stand in CMakeLists.txt; the papers that must repeat them agree with it.
check_identity()
{
    id=$(sed -n 's/^set(POLLUX_APPLICATION_ID "\(.*\)")$/\1/p' CMakeLists.txt)
    version=$(sed -n 's/^project(pollux VERSION \([0-9.]*\) .*$/\1/p' CMakeLists.txt)
    if [ -z "$id" ] || [ -z "$version" ]; then
        echo "CMakeLists.txt:1: the application id or the version was not found"
        return
    fi
    must_hold "resources/icons/$id.svg" '<svg'
    must_hold "resources/$id.desktop" "Icon=$id"
    must_hold "resources/$id.metainfo.xml" "<id>$id</id>"
    must_hold "resources/$id.metainfo.xml" "<release version=\"$version\""
    must_hold CHANGELOG.md "## [$version]"
}

# Other versions of clang-format set the same style differently, so only the one the project uses may judge.
check_format()
{
    for tool in clang-format-14 clang-format; do
        if "$tool" --version 2>/dev/null | grep -q 'version 14\.'; then
            sources app models views tests | grep -v '\.in$' | xargs "$tool" --dry-run -Werror 2>&1 |
                grep ': error: ' || true
            return
        fi
    done
    echo "skipped: clang-format 14 is not installed"
    return 77
}

# English has a catalogue of singulars: each sentence with %n stands there, under the class that says it now.
check_translations()
{
    catalogue=resources/translations/pollux_en.ts
    # Beside the numbers of QLocale, 4500 would stand next to 4,499.
    grep -n '<numerusform>.*%n' "$catalogue" |
        sed -E "s,^([0-9]+):.*,$catalogue:\1: a number without separators; write %Ln," || true
    if [ -z "${LUPDATE:-}" ] || [ ! -x "$LUPDATE" ]; then
        echo "skipped: lupdate is not installed"
        return 77
    fi
    copy=$(mktemp --suffix=.ts 2>/dev/null || mktemp)
    cp "$catalogue" "$copy"
    "$LUPDATE" -I . -pluralonly -no-obsolete -locations none -source-language en -target-language en models views app \
        -ts "$copy" >/dev/null 2>&1
    cmp -s "$catalogue" "$copy" || diff "$catalogue" "$copy" | sed -n "s,^[<>] .*<\\(source\\|name\\)>\\(.*\\)</.*,$catalogue:1: out of date: \\2,p"
    rm -f "$copy"
}

# A file that outgrows 400 lines (500 for a test) has two duties, a folder of more than 20 pairs two rooms.
check_size()
{
    sources app models views tests | while read -r file; do
        lines=$(wc -l <"$file")
        case $file in tests/*) most=500 ;; *) most=400 ;; esac
        [ "$lines" -le $most ] || echo "$file:1: $((lines)) lines; has it two duties?"
    done
    sources app models views | sed -E 's/\.(h|cpp|h\.in)$//' | sort -u | sed 's,/[^/]*$,,' | uniq -c |
        while read -r pairs folder; do
            [ "$pairs" -le 20 ] || echo "$folder/CMakeLists.txt:1: $pairs pairs in one folder"
        done
}

# A check that finds nothing to look at must not look like one that finds nothing wrong.
[ -n "$(sources app models views tests)" ] || {
    echo "there are no sources under $PWD" >&2
    exit 2
}
case $check in
includes | arrows | circles | licence | banned | literals | floors | identity | translations | format | size)
    status=1
    ;;
*)
    echo "there is no check '$check'" >&2
    exit 2
    ;;
esac
if "check_$check" >"$findings"; then
    [ -s "$findings" ] || status=0
else
    status=$?
fi
cat "$findings"
exit "$status"
