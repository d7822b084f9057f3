# What the suites need, by name. Only what is absent is installed; what cannot be had is a failure, never a skip.
# Sourced by tests/run.

as_root() {
    if ((EUID == 0)); then "$@"; else sudo -n -- "$@"; fi
}

postgres_tool() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1)
    [[ -n $found ]] || found=$(command -v "$1") || return 1
    printf '%s' "$found"
}

chromium_path() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

missing_packages() {
    command -v cc >/dev/null || echo build-essential
    command -v perl >/dev/null || echo perl
    postgres_tool initdb >/dev/null || echo postgresql
    command -v python3 >/dev/null || echo python3
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    chromium_path >/dev/null || echo chromium
    command -v zbarimg >/dev/null || echo zbar-tools
}

install_tools() {
    local packages
    mapfile -t packages < <(missing_packages)
    if ((${#packages[@]})); then
        echo "installing: ${packages[*]}"
        as_root apt-get update -q || return 1
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${packages[@]}" || return 1
    fi
    cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt || return 1
    cargo clippy --version >/dev/null 2>&1 || rustup component add clippy || return 1
    cargo nextest --version >/dev/null 2>&1 || cargo install --locked cargo-nextest || return 1
    [[ -z $(missing_packages) ]] || { echo "still missing: $(missing_packages | xargs)"; return 1; }
}
