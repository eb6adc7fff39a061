# Runs kubectl's proxy for as long as somebody holds the other end of our stdin, or until a line comes through it.
# $1 is the folder of its socket, removed at the end; $2 kubectl; the rest its connection flags. What kubectl prints
# goes to our stdout, which ends with it. POSIX sh.
folder=$1
kubectl=$2
shift 2

# Kubectl stays in the process group it was started in, where a login may ask at the terminal.
trap '' INT QUIT
asks=/dev/null
{ true </dev/tty; } 2>/dev/null && asks=/dev/tty
"$kubectl" proxy "--unix-socket=$folder/s" '--reject-methods=^(POST|PUT|PATCH|DELETE)$' "$@" <$asks 2>&1 &

# Whoever waits has a session of its own (where there is a `setsid`): a signal to the whole group does not reach it.
exec >/dev/null 2>&1
end='trap "" INT QUIT; trap "kill $0; rm -rf \"$1\"" EXIT; trap exit TERM HUP; read _'
if command -v setsid; then exec setsid sh -c "$end" $! "$folder"; fi
exec sh -c "$end" $! "$folder"
