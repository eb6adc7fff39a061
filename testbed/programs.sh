# Read by testbed/cluster and testbed/control-plane: how they start programs and wait for them. Each program has
# $dir/NAME.log and $dir/NAME.pid.

# name, command and arguments; what keeps the janitor waiting (7) is not handed on
start_program() {
    local name=$1
    shift
    "$@" >>"$dir/$name.log" 2>&1 </dev/null 7>&- &
    echo $! >"$dir/$name.pid"
}

# name, then what succeeds when it is there; a minute is time enough
await() {
    local name=$1 tries=1200
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ $tries = 0 ] || ! kill -0 "$(cat "$dir/$name.pid")" 2>/dev/null; then
            echo "testbed/${0##*/}: $name is not there:" >&2
            tail -5 "$dir/$name.log" >&2
            return 1
        fi
        sleep 0.05
    done
}
