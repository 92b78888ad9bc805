#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Shows that each check of lint.sh passes on a clean tree, and fails on a planted violation with its file and line.
# Usage: selftest.sh LINT, with the path of lint.sh.
set -u
lint=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0
licence='// SPDX-License-Identifier: Apache-2.0'

# Writes the arguments after the first as lines of the file named first.
plant()
{
    planted=$tree/$1
    mkdir -p "$(dirname "$planted")"
    shift
    printf '%s\n' "$@" >"$planted"
}

clean_tree()
{
    rm -rf "${tree:?}"/*
    mkdir -p "$tree/packaging" "$tree/.ci"
    plant CMakeLists.txt '# SPDX-License-Identifier: Apache-2.0' \
        'project(pollux VERSION 1.2.3 DESCRIPTION "x" LANGUAGES CXX)' 'set(POLLUX_APPLICATION_ID "org.example.Pollux")'
    plant resources/org.example.Pollux.desktop 'Icon=org.example.Pollux'
    plant resources/org.example.Pollux.metainfo.xml '<id>org.example.Pollux</id>' '<release version="1.2.3"/>'
    plant resources/icons/org.example.Pollux.svg '<svg/>'
    plant CHANGELOG.md '## [1.2.3] - unreleased'
    plant models/CMakeLists.txt '# SPDX-License-Identifier: Apache-2.0' '# Qt6::Widgets stays out of here' \
        'target_link_libraries(api PUBLIC Qt6::Core)'
    plant models/made.h.in "$licence" '#pragma once'
    plant models/a.h "$licence" '#pragma once' '#include "models/made.h"' '#include <QObject>'
    plant views/b.cpp "$licence" '#include "models/a.h"' '// a QEventLoop is not used, nor processEvents()' \
        'const char *u = "http://x"; // no sender() either'
    plant app/c.cpp "$licence" '#include "views/b.cpp"' '#include "c.moc"'
    plant app/demo/slow.cpp "$licence" 'void f() { std::this_thread::sleep_for(tick); }'
    plant tests/lint/arrows '# from: to' 'app: views' 'views: models'
    plant tests/d.cpp "$licence" '#include "app/c.cpp"' 'void g() { spy.wait(); my_sender(); }'
    plant packaging/bootstrap '#!/bin/sh' '# SPDX-License-Identifier: Apache-2.0'
    chmod +x "$tree/packaging/bootstrap"
}

# Runs the check $1 and compares its exit code with $2 and its output with the text $3; $4 says what is tried.
expect()
{
    output=$("$lint" "$1" "$tree" 2>&1)
    code=$?
    case $output in *"$3"*) told=yes ;; *) told=no ;; esac
    if [ "$code" = "$2" ] && [ "$told" = yes ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL: %s: %s: exit %s, wanted %s with "%s"; it said:\n%s\n' "$1" "$4" "$code" "$2" "$3" "$output"
    fi
}

# Plants one line at the end of a file of a clean tree, and expects the check to find it there.
#   finds CHECK FILE LINE-NUMBER LINE
finds()
{
    clean_tree
    [ -e "$tree/$2" ] || plant "$2" "$licence"
    printf '%s\n' "$4" >>"$tree/$2"
    expect "$1" 1 "$2:$3:" "$4"
}

clean_tree
for check in includes arrows circles licence banned literals floors identity size; do
    expect "$check" 0 '' 'a clean tree'
done

finds includes models/a.h 5 '#include "views/b.cpp"'
finds includes models/a.h 5 '  #  include "app/c.cpp"'
finds includes models/a.h 5 '#include "tests/d.cpp"'
finds includes views/b.cpp 5 '#include "app/c.cpp"'
finds includes app/c.cpp 4 '#include "tests/d.cpp"'
finds includes models/new.cpp 2 '#include "a.h"'
finds includes models/new.cpp 2 '#include "models/gone.h"'
finds includes views/b.cpp 5 '#include <models/a.h>'

finds arrows models/a.h 5 '#include "views/b.cpp"'
finds arrows app/c.cpp 4 '#include "models/a.h"'
finds arrows views/files/new.cpp 2 '#include "models/a.h"'
clean_tree
plant tests/lint/arrows 'app: views' 'views: models' 'models: app'
expect arrows 1 'tests/lint/arrows:3:' 'a line of the table that no include needs'
clean_tree
plant models/x.h "$licence" '#include "models/y.h"'
plant models/y.cpp "$licence" '#include "models/z.h"'
plant models/z.h "$licence" '#include "models/x.h"'
expect circles 1 'models/x.h:1:' 'a circle of three pairs'

finds banned views/b.cpp 5 'QEventLoop loop;'
finds banned views/b.cpp 5 'auto *w = qobject_cast<QWidget *>(sender());'
finds banned views/b.cpp 5 'QCoreApplication::processEvents();'
finds banned views/b.cpp 5 'connect(a, SIGNAL(x()), b, c);'
finds banned views/b.cpp 5 'connect(a, b, c, SLOT(x()));'
finds banned tests/d.cpp 4 'QTest::qWait(100); // long enough'
finds banned tests/d.cpp 4 'QTest::qSleep(100);'
finds banned tests/d.cpp 4 'std::this_thread::sleep_for(1s);'
finds banned models/a.h 5 'std::this_thread::sleep_until(then);'
finds banned models/a.h 5 'QThread::msleep(5);'
finds banned app/demo/slow.cpp 3 'QEventLoop loop;'

finds literals views/b.cpp 5 'remarks.join(" · "_L1);'
finds literals tests/d.cpp 4 'join(u"·"_s, "a"_L1, "\"ü"_L1);'
finds literals models/a.h 5 'const auto dot = "\u00b7"_L1;'
finds literals app/c.cpp 4 'static constexpr QLatin1StringView dot{"·"};'
finds literals app/c.cpp 4 'call(QLatin1String("·"));'
clean_tree
plant views/e.cpp "$licence" 'f("a"_L1, u"·"_s, "b"_L1, u"\u00b7"_s); // ·' 'QLatin1StringView x{"a"}; g(u"·");'
expect literals 0 '' 'letters beyond ASCII in other literals'

finds floors models/CMakeLists.txt 4 'target_link_libraries(items PUBLIC api Qt6::Widgets)'
finds floors models/CMakeLists.txt 4 'target_link_libraries(items PUBLIC views_files)'
finds floors models/CMakeLists.txt 4 'target_link_libraries(items PUBLIC Qt6::SvgWidgets)'
finds floors models/a.h 5 '#include <QtWidgets/QLabel>'
finds floors models/a.h 5 '#include <QWidget>'

for file in models/a.h app/new.cpp models/CMakeLists.txt packaging/bootstrap tests/run.sh; do
    clean_tree
    plant "$file" 'int x;' "$licence"
    expect licence 1 "$file:1:" 'a file without its licence line'
done

clean_tree
plant resources/org.example.Pollux.desktop 'Icon=pollux'
expect identity 1 'resources/org.example.Pollux.desktop:1:' 'another id in the desktop file'
clean_tree
rm "$tree/resources/icons/org.example.Pollux.svg"
expect identity 1 'resources/icons/org.example.Pollux.svg:1:' 'no icon'
clean_tree
plant CHANGELOG.md '## [1.2.2]'
expect identity 1 'CHANGELOG.md:1:' 'a version that the changelog does not know'
clean_tree
plant CMakeLists.txt 'project(other)'
expect identity 1 'CMakeLists.txt:1:' 'no id'

# Plants a file of $2 lines.
plant_lines()
{
    plant "$1" "$licence"
    i=1
    while [ $i -lt "$2" ]; do
        echo '// line'
        i=$((i + 1))
    done >>"$tree/$1"
}

clean_tree
plant_lines views/long.cpp 400
plant_lines tests/long.cpp 500
expect size 0 '' 'files of the greatest length'
plant_lines views/long.cpp 401
expect size 1 'views/long.cpp:1: 401 lines' 'a long file'
clean_tree
plant_lines tests/long.cpp 501
expect size 1 'tests/long.cpp:1: 501 lines' 'a long test'
clean_tree
for letter in a b c d e f g h i j k l m n o p q r s t; do
    plant "views/full/$letter.h" "$licence"
    plant "views/full/$letter.cpp" "$licence"
done
expect size 0 '' 'a full folder'
plant views/full/u.cpp "$licence"
expect size 1 'views/full/CMakeLists.txt:1: 21 pairs' 'a folder of 21 pairs'

# clang-format may be missing; then the check must skip, and say why.
clean_tree
plant .clang-format 'BasedOnStyle: LLVM'
plant models/a.h "$licence" 'int   x  ;'
if clang-format --version 2>/dev/null | grep -q 'version 14\.' || command -v clang-format-14 >/dev/null; then
    expect format 1 'models/a.h:2:' 'a badly set line'
    rm -r "$tree/app" "$tree/views" "$tree/tests"
    plant models/a.h "$licence" 'int x;'
    expect format 0 '' 'a well set file'
else
    expect format 77 'skipped: clang-format 14' 'no clang-format'
fi

clean_tree
rm -r "$tree/app" "$tree/models" "$tree/views" "$tree/tests"
expect banned 2 'there are no sources' 'a tree without sources'
clean_tree
expect nonsense 2 "there is no check 'nonsense'" 'an unknown check'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
