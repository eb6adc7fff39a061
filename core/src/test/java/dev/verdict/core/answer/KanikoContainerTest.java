package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KanikoContainerTest {
    @Nested
    class Fires {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "gcr.io/kaniko-project/executor",
                    "gcr.io/kaniko-project/executor:v1.24.0-debug",
                    "gcr.io/kaniko-project/executor@sha256:1111111111111111111111111111111111111111111111111111111111111111",
                    "mirror.test:5000/kaniko",
                    "mirror.test:5000/tools/Kaniko:latest",
                    "kaniko:1",
                    "quay.test/kaniko-executor:v1",
                    "quay.test/team-kaniko-executor"
                })
        void onItsImageWhereverTheCopyLies(String image) {
            assertThat(KanikoContainer.isOne(container("x", image).spec())).isTrue();
        }

        @Test
        void onItsProgram() {
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "private:1").command("/kaniko/executor").spec()))
                    .isTrue();
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "private:1")
                                            .command("sh", "-c")
                                            .arguments("/kaniko/executor --destination=x")
                                            .spec()))
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "--destination=r/x:1, --context=dir:///w",
            "-d,                  -c",
            "--destination,       --dockerfile=Dockerfile",
            "--destination=r/x:1, -f",
            "--destination=r/x:1, --no-push",
            "-d=r/x:1,            --context-sub-path=app"
        })
        void onFlagsThatOnlySuchABuilderTakes(String one, String two) {
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "private:1").arguments(one, two).spec()))
                    .isTrue();
        }
    }

    @Nested
    class StaysQuiet {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nginx:1.27",
                    "gcr.io/kaniko-project/warmer:v1.24.0",
                    "kaniko-docs:1",
                    "registry.test/kaniko/app:1",
                    "registry.test:5000/kanikoish",
                    "notkaniko"
                })
        void onOtherImages(String image) {
            assertThat(KanikoContainer.isOne(container("x", image).spec())).isFalse();
        }

        @Test
        void onOneFlagAlone() {
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "app:1")
                                            .arguments("--destination=there")
                                            .spec()))
                    .isFalse();
            assertThat(KanikoContainer.isOne(container("x", "app:1").arguments("-c", "-f").spec()))
                    .isFalse();
        }

        @Test
        void onFlagsThatOnlyLookSimilar() {
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "app:1")
                                            .arguments("--destinations=a", "--context=b")
                                            .spec()))
                    .isFalse();
        }

        @Test
        void onItsWarmer() {
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "mirror.test/kaniko:1")
                                            .command("/kaniko/warmer")
                                            .spec()))
                    .isFalse();
        }

        @Test
        void onADebugContainer() {
            assertThat(
                            KanikoContainer.isOne(
                                    container("x", "gcr.io/kaniko-project/executor:debug")
                                            .debug()
                                            .spec()))
                    .isFalse();
        }
    }
}
