package dev.verdict.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Hides what looks like a secret in text that the cluster wrote: a password in a mount option, a
/// token in an address. What is hidden becomes `*****`; the name in front of it stays.
///
/// Rather one word too many than one too few; a digest, a name and a path are never taken for a
/// secret. No expression here repeats a repetition, so that a long line costs time in proportion.
final class Mask {
    private static final String HIDDEN = "*****";

    /// What holds a secret wherever it stands in a name: `DB_PASSWORD_FILE`, `X-Amz-Signature`. Not
    /// how many there are of them (`max_tokens=5`), and not what one is called (`secretName`).
    private static final String TELLING =
            "(?!secret[-_]?names?\\b|(?:token|secret|password|credential)s[\\w.-]{0,40}\\s{0,2}=\\s{0,2}\\d{1,6}(?![\\w.-]))"
                + "(?:password|passwd|passphrase|passcode|token|secret|api[-_]?key"
                + "|access[-_]?key|private[-_]?key|account[-_]?key|credentials?|signature)"
                + "[\\w.-]{0,40}";

    /// What also begins or ends words that hold none: `pass-through`, `bypass`, `sigma`, `signal`.
    private static final String SHORT =
            "(?:(?<!by|com|tres)pass(?![-_]?(?:through|thru|ed|es|ing|ive|port|age|rate|count|fail)\\b)"
                + "|pwd|(?<![a-z])sig(?!ma|n|ht|il))[\\w.-]{0,40}";

    private static final String NAMES = "(?:" + TELLING + "|" + SHORT + ")";

    private static final String QUOTED = "(?:\"[^\"]{0,4096}\"|'[^']{0,4096}')";

    private static final String VALUE =
            "(?:\"[^\"]{0,4096}\"|'[^']{0,4096}'|[^\\s,;&\"')\\]}]{1,4096})";

    /// What to look for and what to put in its place; compiled when the first text needs it.
    private record Rule(Pattern pattern, String replacement) {
        private static final List<Rule> ALL =
                List.of(
                        rule(
                                "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,16384}(?:-----END"
                                        + " [A-Z ]{0,40}PRIVATE KEY-----)?",
                                HIDDEN),
                        // Google's whole key file as the password of the user `_json_key`.
                        rule(
                                "(_json_key(?:_base64)?[\"']?\\s{0,3}[:,]\\s{0,3}).{1,16384}",
                                "$1" + HIDDEN),
                        rule(
                                "(?i)(\\bauthorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:bearer|basic|digest|token|negotiate|aws4-hmac-sha256)\\s{1,3})[^\\s\"',]{1,4096}",
                                "$1" + HIDDEN),
                        rule(
                                "(?i)(\\bauthorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)(?=[a-z_+/=.-]{0,60}[0-9])[a-z0-9_+/=.-]{12,4096}",
                                "$1" + HIDDEN),
                        rule(
                                "(?i)\\b(bearer|basic)"
                                    + " (?=[^\\s]{0,200}[0-9A-Z=+/._-])[A-Za-z0-9+/._~=-]{8,4096}",
                                "$1 " + HIDDEN),
                        // user:password@host
                        rule("(://[^/@\\s:\"']{0,256}:)[^/@\\s\"']{1,1024}@", "$1" + HIDDEN + "@"),
                        // token@host; a short user name such as git stays
                        rule("(://)[^/@\\s:\"']{16,1024}@", "$1" + HIDDEN + "@"),
                        // .dockerconfigjson and what it holds: {"auths": in base64
                        rule(
                                "(\\.?dockerc(?:onfigjson|fg)[\"']?\\s{0,3}[:=]\\s{0,3})" + VALUE,
                                "$1" + HIDDEN),
                        rule("eyJhdXRocyI6[A-Za-z0-9+/=]{1,16384}", HIDDEN),
                        rule(
                                "\"(auth|identitytoken|registrytoken)\"\\s{0,3}:\\s{0,3}\"[^\"]{1,8192}\"",
                                "\"$1\":\"" + HIDDEN + "\""),
                        // name=value, however the name goes on: DB_PASSWORD_FILE=…,
                        // X-Amz-Signature=…
                        rule("(?i)(" + NAMES + "[\"']?\\s{0,2}=\\s{0,2})" + VALUE, "$1" + HIDDEN),
                        // "name": "value"
                        rule(
                                "(?i)([\"'][\\w.-]{0,40}"
                                        + NAMES
                                        + "[\"']\\s{0,3}:\\s{0,3})"
                                        + QUOTED,
                                "$1" + HIDDEN),
                        // --password value
                        rule(
                                "(?i)((?<![\\w-])--?[\\w-]{0,40}" + NAMES + " )(?!-)" + VALUE,
                                "$1" + HIDDEN),
                        rule(
                                "(?i)(\\b(?:password|passwd|passphrase|pwd)\\s{0,2}:\\s{0,3})"
                                        + VALUE,
                                "$1" + HIDDEN),
                        // token: value, only where the value looks like one
                        rule(
                                "(?i)("
                                        + NAMES
                                        + "\\s{0,2}:\\s{1,3})(?=[A-Za-z_+/=.-]{0,60}[0-9])[A-Za-z0-9_+/=.-]{12,4096}",
                                "$1" + HIDDEN),
                        rule("\\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\\b", HIDDEN),
                        rule(
                                "\\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})",
                                HIDDEN),
                        rule(
                                "\\b(?:glpat-|dckr_pat_|dckr_oat_|xox[abeoprs]-|hvs\\.|npm_|pypi-)[A-Za-z0-9_-]{10,512}",
                                HIDDEN),
                        // a JSON web token
                        rule(
                                "\\beyJ[A-Za-z0-9_-]{10,4096}\\.[A-Za-z0-9_-]{6,8192}\\.[A-Za-z0-9_-]{0,4096}",
                                HIDDEN));
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    private Mask() {}

    /// Without one of these no rule matches; most texts have none, and then no rule is tried.
    private static final List<String> TRIGGERS =
            List.of(
                    "pass",
                    "pwd",
                    "token",
                    "secret",
                    "key",
                    "credential",
                    "sig",
                    "auth",
                    "bearer",
                    "basic ",
                    "://",
                    "dockerc",
                    "eyj",
                    "akia",
                    "asia",
                    "abia",
                    "acca",
                    "gh",
                    "_pat_",
                    "glpat-",
                    "dckr_",
                    "xox",
                    "hvs.",
                    "npm_",
                    "pypi-");

    static String of(String text) {
        if (text.length() < LEAST) {
            return text;
        }
        String small = text.toLowerCase(Locale.ROOT);
        if (TRIGGERS.stream().noneMatch(small::contains)) {
            return text;
        }
        String masked = text;
        for (Rule rule : Rule.ALL) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.replacement());
        }
        return masked;
    }

    /// Nothing shorter can hold both a name and a secret.
    private static final int LEAST = 6;
}
