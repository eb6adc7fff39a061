package dev.verdict.acceptance.recorded;

import dev.verdict.looks.cluster.Get;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a GET is for, in words that a table can hold: `pods`, or `log build-shop-x7k2p/kaniko`.
record Target(String name, boolean isLog) {
    private static final Pattern PATH =
            Pattern.compile(
                    "/(?:api/v1|apis/[a-z0-9.-]+/v1)(?:/namespaces/[^/]+(?=/))?"
                            + "/(?<plural>[a-z]+)(?:/(?<name>[^/]+)(?<log>/log)?)?");

    static Target of(Get get) {
        Matcher path = PATH.matcher(get.path());
        if (!path.matches()) {
            throw new IllegalArgumentException("no path of the API: " + get.path());
        }
        if (path.group("log") == null) {
            return new Target(path.group("plural"), false);
        }
        String previous = get.query().containsKey("previous") ? "/previous" : "";
        return new Target(
                "log " + path.group("name") + "/" + get.query().get("container") + previous, true);
    }
}
