# The Rust part: shape, lints, documentation, dependencies, tests. Sourced by tests/run.

rust_steps() {
    if [[ -z $filter ]]; then
        step "cargo fmt --check" cargo fmt --check
        step "cargo clippy" cargo clippy --locked --all-targets -- -D warnings
        step "cargo doc" env RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps --document-private-items
        suite "dependencies" python3 tests/dependencies.py
    fi
    nextest
    if [[ -z $filter ]]; then
        step "cargo test --doc" cargo test --locked --doc --quiet
        suite "snapshots" unused_snapshots
    fi
}

# insta writes down each snapshot that a test looked at; a file that none looked at proves nothing and has to go. Only
# after all tests: a filter looks at few.
unused_snapshots() {
    local file left=0
    touch "$INSTA_SNAPSHOT_REFERENCES_FILE"
    xargs -r -d '\n' realpath -m -- <"$INSTA_SNAPSHOT_REFERENCES_FILE" >"$scratch/looked_at"
    while IFS= read -r file; do
        grep -qxF -- "$(realpath -- "$file")" "$scratch/looked_at" || { echo "not ok no test looks at $file"; left=1; }
    done < <(find src tests \( -name '*.snap' -o -name '*.snap.new' \))
    ((left)) || echo "ok every snapshot is looked at by a test"
}

# Takes the numbers from nextest's own summary; without one (it does not compile, say) the whole of it is one failure.
nextest() {
    local log=$scratch/nextest.log status=0 line bad
    export INSTA_SNAPSHOT_REFERENCES_FILE=$scratch/snapshots
    printf '\n── cargo nextest\n'
    cargo nextest run --locked --no-fail-fast ${filter:+"$filter"} 2>&1 | tee "$log" || status=${PIPESTATUS[0]}
    line=$(grep -E '^ *Summary ' "$log" | tail -n 1 || true)
    bad=$(($(number_before failed "$line") + $(number_before 'timed out' "$line") + $(number_before 'exec failed' "$line")))
    if ((bad == 0 && status != 0)); then bad=1; fi
    add "$(number_before passed "$line")" "$bad" "$(number_before skipped "$line")"
}
