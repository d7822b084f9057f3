# Counting: every step is one test; a suite that prints `ok …`, `not ok …`, `skip …` lines, or a summary of its own,
# counts as many as it says. Sourced by tests/run.

passed=0 failed=0 skipped=0

# step NAME COMMAND…: passes when the command does. Runs in this shell, so that it may export.
step() {
    local name=$1 began=$SECONDS
    shift
    printf '\n── %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok %s (%s s)\n' "$name" $((SECONDS - began))
    else
        failed=$((failed + 1))
        printf 'not ok %s (%s s)\n' "$name" $((SECONDS - began))
    fi
}

# suite NAME COMMAND…: counts the lines. One that ends badly without saying why, or that says nothing, has failed.
suite() {
    local name=$1 log=$scratch/suite.log status=0 good bad left
    shift
    printf '\n── %s\n' "$name"
    "$@" 2>&1 | tee "$log" || status=${PIPESTATUS[0]}
    good=$(grep -c '^ok ' "$log" || true)
    bad=$(grep -c '^not ok ' "$log" || true)
    left=$(grep -c '^skip ' "$log" || true)
    if ((bad == 0 && (status != 0 || good == 0))); then
        printf 'not ok %s: ended with %s, %s passed\n' "$name" "$status" "$good"
        bad=1
    fi
    add "$good" "$bad" "$left"
}

add() {
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# number_before WORD TEXT: the number that stands before a word, or 0.
number_before() {
    local found
    found=$(grep -oE "[0-9]+ $1" <<<"$2" | tail -n 1 || true)
    printf '%s' "${found%% *}" | grep . || printf 0
}

summary() {
    printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    ((failed == 0)) || exit 1
}
