# A PostgreSQL of our own: in the scratch folder, on a free port of 127.0.0.1, ended with the run. One that runs already
# is never touched. Its server refuses to be root, so root lends it to `nobody`. Sourced by tests/run.

postgres_data=

as_postgres() {
    if ((EUID == 0)); then runuser -u nobody -- "$@"; else "$@"; fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_postgres() {
    local home=$scratch/postgres port initdb pg_ctl
    initdb=$(postgres_tool initdb) && pg_ctl=$(postgres_tool pg_ctl) || return 1
    mkdir "$home" || return 1
    if ((EUID == 0)); then chown nobody "$home" || return 1; fi
    port=$(free_port) || return 1
    as_postgres "$initdb" -D "$home/data" -A trust -U parea -E UTF8 --locale=C.UTF-8 --no-sync >"$scratch/initdb.log" || return 1
    postgres_data=$home/data
    as_postgres "$pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 \
        -o "-p $port -h 127.0.0.1 -k $home -c fsync=${postgres_durable:-off} -c full_page_writes=${postgres_durable:-off} -c max_connections=200" \
        start >"$scratch/pg_ctl.log" || { cat "$home/log"; return 1; }
    export PAREA_TEST_POSTGRES=postgres://parea@127.0.0.1:$port/postgres
    echo "$PAREA_TEST_POSTGRES"
}

stop_postgres() {
    [[ -n $postgres_data && -f $postgres_data/postmaster.pid ]] || return 0
    as_postgres "$(postgres_tool pg_ctl)" -D "$postgres_data" -m immediate -w stop >/dev/null || true
}
