package dev.verdict.cli;

import java.util.Optional;

/// `verdict version`.
final class Version {
    private Version() {}

    static Reply run(Given given) throws Refusal {
        String version = number();
        String java = Runtime.version().toString();
        return Reply.of(
                switch (Format.ofText(given)) {
                    case JSON ->
                            """
                            {
                                "apiVersion": "verdict.dev/v1",
                                "kind": "Version",
                                "version": "%s",
                                "java": "%s"
                            }
                            """
                                    .formatted(version, java);
                    case YAML ->
                            """
                            apiVersion: verdict.dev/v1
                            kind: Version
                            version: "%s"
                            java: "%s"
                            """
                                    .formatted(version, java);
                    case TABLE, WIDE, NAME -> "verdict " + version + "\n";
                },
                ExitCode.OK);
    }

    private static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
