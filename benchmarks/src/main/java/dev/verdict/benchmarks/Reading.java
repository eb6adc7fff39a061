package dev.verdict.benchmarks;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.looks.asking.Asking;
import dev.verdict.looks.reading.Resource;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What is large, from memory: Kaniko's log of 10 MB, a list of 20,000 pods.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Reading {
    private static final int LOG_BYTES = 10_000_000;
    private static final int PODS = 20_000;
    private static final Duration PLENTY = Duration.ofMinutes(5);

    private Said log = new Said("text/plain", new byte[0]);
    private Said pods = new Said("application/json", new byte[0]);

    @Setup
    public void write() throws IOException {
        Path moment =
                Path.of(
                        System.getProperty("verdict.scenarios", "scenarios"),
                        "a1-false-alarm-digest-ref",
                        "now");
        log = new Said("text/plain", longLog(moment));
        pods = new Said("application/json", manyPods(moment));
    }

    @Benchmark
    public Observation<ContainerLog> kanikoLog() {
        ObjectRef pod = new ObjectRef("Pod", "team", "build", "u");
        return new Asking(log, PLENTY, Optional.empty())
                .log(new LogKey(pod, "kaniko", false, LogKey.Purpose.BUILD), KanikoRun.unknown());
    }

    @Benchmark
    public Observation<List<Pod>> podList() {
        return new Asking(pods, PLENTY, Optional.empty()).list(Resource.PODS, "");
    }

    /// The recorded log, with what a step prints in its middle until it is long enough.
    private static byte[] longLog(Path moment) throws IOException {
        List<String> lines = Files.readAllLines(moment.resolve("logs/build-shop-bw86n/kaniko.log"));
        int middle = lines.size() / 2;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LOG_BYTES + 1000);
        write(bytes, lines.subList(0, middle));
        int i = 0;
        while (bytes.size() < LOG_BYTES) {
            write(bytes, List.of("Get:" + i + " http://deb.example.org stable/main thing " + i));
            i++;
        }
        write(bytes, lines.subList(middle, lines.size()));
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, List<String> lines) {
        for (String line : lines) {
            bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] manyPods(Path moment) throws IOException {
        JsonNode items =
                new JsonMapper()
                        .readTree(Files.readString(moment.resolve("pods.json")))
                        .get("items");
        StringBuilder list =
                new StringBuilder(
                        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[");
        for (int i = 0; i < PODS; i++) {
            String pod = items.get(i % items.size()).toString();
            list.append(i == 0 ? "" : ",").append(pod.replaceAll("\\bshop\\b", "shop" + i));
        }
        return list.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
