# For `.`: find_jdk sets jdk (a home) and jdk_version, or fails. Reads each home's `release` file and starts nothing,
# so that the launcher can afford it at every start. POSIX sh.

# Whether $1 is the home of a JDK 25 or newer.
is_jdk25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    found=''
    runtime=''
    while IFS='=' read -r key value; do
        case $key in
            JAVA_VERSION) found=${value#\"} ;;
            JAVA_RUNTIME_VERSION) runtime=$value ;;
        esac
        # The shell reads a byte at a time, and a long list of modules follows.
        [ -z "$found" ] || [ -z "$runtime" ] || break
    done <"$1/release"
    major=${found%%[!0-9]*}
    [ -n "$major" ] && [ "$major" -ge 25 ] || return 1
    jdk=$1
    jdk_version=${runtime:-$found}
}

find_jdk() {
    jdk=''
    jdk_version=''
    [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME" && return 0
    if on_path=$(command -v java); then
        on_path=$(readlink -f "$on_path" 2>/dev/null)
        is_jdk25 "${on_path%/bin/java}" && return 0
    fi
    for place in /usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/nonexistent}"/.jdks/* /opt/*; do
        is_jdk25 "$place" && return 0
    done
    return 1
}

no_jdk="needs a JDK 25 or newer and found none in JAVA_HOME, on PATH, in /usr/lib/jvm, ~/.sdkman, ~/.jdks, /Library/Java or /opt."
