# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
Builds Pollux on Windows with the packages of vcpkg, and runs it.
.DESCRIPTION
demo opens Pollux on its own demo server, test builds and runs every test, build stops after the build.
Run it in a "Developer PowerShell for Visual Studio", with VCPKG_ROOT naming a vcpkg checkout. vcpkg builds
what packaging/vcpkg.json lists, Qt included, so the first run takes long.
#>
param([Parameter(Mandatory = $true)][ValidateSet('demo', 'test', 'build')][string]$Command)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

function Stop-With([string]$Sentence) {
    Write-Host "bootstrap: $Sentence"
    exit 1
}

foreach ($tool in 'cl', 'cmake', 'ninja') {
    if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) {
        Stop-With "'$tool' was not found. Start a Developer PowerShell of Visual Studio 2022 with its C++ workload."
    }
}
$toolchain = Join-Path "$env:VCPKG_ROOT" 'scripts/buildsystems/vcpkg.cmake'
if (-not $env:VCPKG_ROOT -or -not (Test-Path $toolchain)) {
    Stop-With 'VCPKG_ROOT does not name a vcpkg checkout.'
}

# The preset's warning flags are those of g++ and clang.
cmake --preset release "-DCMAKE_TOOLCHAIN_FILE=$toolchain" "-DVCPKG_MANIFEST_DIR=$PSScriptRoot" `
    '-DCMAKE_CXX_FLAGS=/EHsc /utf-8 /permissive- /Zc:__cplusplus'
if ($LASTEXITCODE) { Stop-With 'configuring failed, see above.' }
cmake --build --preset release
if ($LASTEXITCODE) { Stop-With 'the build failed, see above.' }

switch ($Command) {
    'demo' { & build/release/bin/pollux.exe --demo }
    'test' { ctest --preset release }
}
exit $LASTEXITCODE
