#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds Qt Core, Network and Sql with the thread sanitizer, for the preset "tsan". Without them the sanitizer does not
# see the locks inside Qt and reports races that are none.
# Usage: tsanqt.sh SOURCE PREFIX
#   SOURCE  the unpacked source of qtbase in the version that Pollux is built with (Debian: apt-get source qt6-base)
#   PREFIX  where to install; afterwards QT_TSAN_PREFIX=PREFIX cmake --preset tsan
# Debian's packages for it: libpcre2-dev zlib1g-dev libdouble-conversion-dev libb2-dev libsqlite3-dev libglib2.0-dev
# libicu-dev libbrotli-dev libssl-dev
set -eu
if [ $# != 2 ] || [ ! -f "$1/qmake/CMakeLists.txt" ]; then
    echo "Usage: tsanqt.sh SOURCE PREFIX; SOURCE is the folder of the unpacked source of qtbase" >&2
    exit 2
fi
source=$(cd "$1" && pwd)
mkdir -p "$2"
prefix=$(cd "$2" && pwd)
build=$source/build-tsan

cmake -S "$source" -B "$build" -G Ninja \
    -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_CXX_FLAGS="-O1 -g1 -fsanitize=thread" \
    -DCMAKE_C_FLAGS="-O1 -g1 -fsanitize=thread" \
    -DCMAKE_INSTALL_PREFIX="$prefix" \
    -DINSTALL_LIBDIR=lib \
    -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF \
    -DFEATURE_gui=OFF -DFEATURE_widgets=OFF -DFEATURE_dbus=OFF -DFEATURE_xml=OFF -DFEATURE_testlib=OFF \
    -DFEATURE_system_sqlite=ON -DFEATURE_openssl_linked=ON \
    -DFEATURE_sql_odbc=OFF -DFEATURE_sql_mysql=OFF -DFEATURE_sql_psql=OFF -DFEATURE_sql_ibase=OFF
ninja -C "$build" Core Network Sql QTlsBackendOpenSSLPlugin QTlsBackendCertOnlyPlugin QSQLiteDriverPlugin
for part in src/corelib src/network src/sql src/plugins/tls src/plugins/sqldrivers; do
    cmake --install "$build/$part" >/dev/null
done
echo "Installed in $prefix"
