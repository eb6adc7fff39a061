package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.build.BuildReport;
import dev.verdict.core.build.KanikoLog;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.image.ImageReference;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class BuildLogReportTest {
    private static final String PUSHED =
            """
            INFO[0003] Taking snapshot of full filesystem...
            INFO[0004] Pushing image to registry.test:5000/team/shop:rev-1
            INFO[0004] Pushed registry.test:5000/team/shop@%s
            """
                    .formatted(Told.digest('c').value());

    @Test
    void aPushNamesDestinationAndWholeDigest() {
        assertThat(
                        BuildLogReport.of(
                                report(PUSHED, 0), Optional.of("kaniko"), Style.plain(), "verdict"))
                .isEqualTo(
                        """
                        PUSHED   kaniko
                        The image is in the registry.

                          pushed  registry.test:5000/team/shop:rev-1
                                  sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc

                          line 3  Pushed registry.test:5000/team/shop@sha256:cccccccccccc…

                        Next       Judge the rollout: verdict check TYPE/NAME -n NAMESPACE.
                        proven · from the log alone
                        """);
    }

    @Test
    void aPushForMachines() {
        assertThat(BuildLogReport.json(report(PUSHED, 0), Optional.of("kaniko"), Style.plain()))
                .isEqualTo(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "BuildLog",
                            "builder": "kaniko",
                            "outcome": "Pushed",
                            "confidence": "proven",
                            "pushed": [
                                {
                                    "destination": "registry.test:5000/team/shop:rev-1",
                                    "repository": "registry.test:5000/team/shop",
                                    "digest": "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
                                }
                            ],
                            "cause": null,
                            "owner": null,
                            "evidence": [
                                {
                                    "what": "the builder said",
                                    "source": "log line 3",
                                    "value": "Pushed registry.test:5000/team/shop@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                                    "at": null,
                                    "decides": true
                                }
                            ],
                            "gaps": []
                        }
                        """);
    }

    @Test
    void anEmptyLogCannotTell() {
        BuildReport report = report("", -1);

        assertThat(report.outcome()).isEqualTo(BuildReport.Outcome.UNSEEN);
        assertThat(
                        Schema.faults(
                                new JsonMapper()
                                        .readTree(
                                                BuildLogReport.json(
                                                        report, Optional.empty(), Style.plain()))))
                .isEmpty();
        assertThat(BuildLogReport.of(report, Optional.empty(), Style.plain(), "verdict"))
                .startsWith("CANNOT TELL\nCannot tell: ");
    }

    private static BuildReport report(String text, int exit) {
        KanikoRun run =
                KanikoRun.to(
                        List.of(
                                ImageReference.parse("registry.test:5000/team/shop:rev-1")
                                        .orElseThrow()));
        KanikoLog log = new KanikoLog(run);
        text.lines().forEach(log::line);
        return BuildReport.of(
                log.end(false), run, exit < 0 ? OptionalInt.empty() : OptionalInt.of(exit));
    }
}
