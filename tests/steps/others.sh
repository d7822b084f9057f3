# The parts that are not Rust: programs that others wrote, and the journeys in a browser. Their packages are pinned and
# stand in the target folder, never in the repository. Sourced by tests/run.

clients_steps() {
    [[ -f tests/clients/run.py ]] || return 0
    step "npm packages" npm_packages
    suite "clients" env PAREA_PSQL="$(postgres_tool psql)" PAREA_NODE="$PAREA_TARGET/browser" "$PAREA_TARGET/python/bin/python" tests/clients/run.py ${filter:+"$filter"}
}

python_packages() {
    local home=$PAREA_TARGET/python
    [[ -x $home/bin/python ]] || python3 -m venv "$home" || return 1
    "$home/bin/python" -m pip install -q --disable-pip-version-check --no-deps -r tests/clients/requirements.txt
}

browser_steps() {
    compgen -G 'tests/browser/*.journey.mjs' >/dev/null || return 0
    step "npm packages" npm_packages
    suite "browser" env PAREA_NODE="$PAREA_TARGET/browser" PAREA_CHROMIUM="$(chromium_path)" \
        node tests/browser/run.mjs ${filter:+"$filter"}
}

# npm wants its manifest beside the modules, so both files are copied.
npm_packages() {
    local home=$PAREA_TARGET/browser
    mkdir -p "$home" && cp tests/browser/package.json tests/browser/package-lock.json "$home" &&
        npm ci --prefix "$home" --no-audit --no-fund --ignore-scripts
}
