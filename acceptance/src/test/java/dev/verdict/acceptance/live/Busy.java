package dev.verdict.acceptance.live;

import dev.verdict.testbed.Api;
import dev.verdict.testbed.ControlPlane;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// An API server that is too busy for the group `verdict`: its priority level has one seat, and
/// somebody sits on it, so that everybody else gets 429 with a `Retry-After` of a second or two.
///
/// See [API priority and
/// fairness](https://kubernetes.io/docs/concepts/cluster-administration/flow-control/). The one on
/// the seat sends a request and holds back its body.
final class Busy implements AutoCloseable {
    private static final String FLOW_CONTROL = "/apis/flowcontrol.apiserver.k8s.io/v1/";
    private static final String LEVEL = FLOW_CONTROL + "prioritylevelconfigurations";
    private static final String SCHEMA = FLOW_CONTROL + "flowschemas";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final int PROBES = 100;

    /// One refusal may be due to the probe before; a refused one takes no seat.
    private static final int PROBES_REFUSED = 5;

    private static final String EVENTS = "/api/v1/namespaces/default/events";

    private final Api admin;
    private final Api holder;
    private final List<String> made = new ArrayList<>();
    private CountDownLatch sitting = new CountDownLatch(1);
    private CompletableFuture<HttpResponse<String>> held = CompletableFuture.completedFuture(null);

    private Busy(ControlPlane plane) throws IOException {
        this.admin = plane.api("admin-token");
        this.holder = plane.api("reader-token");
    }

    /// @param resources of the core group that it is too busy for; `*` for everything
    static Busy with(ControlPlane plane, String resources) throws IOException {
        Busy busy = new Busy(plane);
        try {
            busy.letHold();
            busy.limit(resources);
            busy.sitDown();
            return busy;
        } catch (IOException | RuntimeException | Error e) {
            busy.close();
            throw e;
        }
    }

    /// Whoever sits on the seat has to be somebody whose request is not refused at once.
    private void letHold() throws IOException {
        var _ =
                make(
                        RBAC + "clusterroles",
                        """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
                         "metadata":{"name":"holder"},
                         "rules":[{"apiGroups":[""],"resources":["events"],"verbs":["create"]}]}
                        """);
        var _ =
                make(
                        RBAC + "clusterrolebindings",
                        """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding",
                         "metadata":{"name":"holder"},
                         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
                         "name":"holder"},"subjects":[{"apiGroup":"rbac.authorization.k8s.io",
                         "kind":"Group","name":"verdict"}]}
                        """);
        Eventually.is(
                "the one on the seat may be there",
                () -> holder.send("POST", EVENTS + "?dryRun=All", "").statusCode() != 403);
    }

    private void limit(String resources) throws IOException {
        // A name of its own: the server counts what it refused, and asks for longer pauses.
        String level = "one-seat-" + System.nanoTime();
        var _ =
                make(
                        LEVEL,
                        """
                        {"apiVersion":"flowcontrol.apiserver.k8s.io/v1","kind":"PriorityLevelConfiguration",
                         "metadata":{"name":"%s"},"spec":{"type":"Limited","limited":{
                         "nominalConcurrencyShares":0,"lendablePercent":0,"borrowingLimitPercent":0,
                         "limitResponse":{"type":"Reject"}}}}
                        """
                                .formatted(level));
        String uid =
                make(
                        SCHEMA,
                        """
                        {"apiVersion":"flowcontrol.apiserver.k8s.io/v1","kind":"FlowSchema",
                         "metadata":{"name":"%1$s"},"spec":{"matchingPrecedence":2,
                         "priorityLevelConfiguration":{"name":"%1$s"},"rules":[{
                         "subjects":[{"kind":"Group","group":{"name":"verdict"}}],
                         "resourceRules":[{"verbs":["*"],"apiGroups":["*"],"resources":["%2$s"],
                         "namespaces":["*"],"clusterScope":true}]}]}}
                        """
                                .formatted(level, resources));
        Eventually.is(
                "the readers' requests count against the one seat",
                () ->
                        probe().headers()
                                .firstValue("x-kubernetes-pf-flowschema-uid")
                                .filter(uid::equals)
                                .isPresent());
    }

    private String make(String path, String object) throws IOException {
        var created = admin.done("POST", path, object);
        made.add(path + "/" + created.path("metadata").path("name").asString(""));
        return created.path("metadata").path("uid").asString("");
    }

    /// Whoever was there just before may not have left yet: then the one who is to sit there was
    /// refused too, and tries again.
    private void sitDown() {
        Eventually.is(
                "somebody sits on the one seat",
                () -> {
                    sitting.countDown();
                    sitting = new CountDownLatch(1);
                    InputStream body = heldBack(sitting);
                    held =
                            holder.begin(
                                    "POST",
                                    EVENTS + "?dryRun=All",
                                    HttpRequest.BodyPublishers.ofInputStream(() -> body));
                    return isRefusedAgainAndAgain();
                });
    }

    private boolean isRefusedAgainAndAgain() throws IOException, InterruptedException {
        int refused = 0;
        for (int i = 0; i < PROBES && refused < PROBES_REFUSED; i++) {
            refused = probe().statusCode() == 429 ? refused + 1 : 0;
            Thread.sleep(5);
        }
        return refused == PROBES_REFUSED;
    }

    private HttpResponse<String> probe() throws IOException {
        return holder.send("GET", EVENTS, "");
    }

    private static InputStream heldBack(CountDownLatch sitting) {
        return new InputStream() {
            @Override
            public int read() {
                try {
                    sitting.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return read();
            }
        };
    }

    /// The seat is free, and whoever asks is served.
    void end() throws IOException {
        sitting.countDown();
        held.handle((_, _) -> true).join();
        for (String path : made.reversed()) {
            var _ = admin.done("DELETE", path, "");
        }
        made.clear();
        Eventually.is("nobody is refused", () -> probe().statusCode() != 429);
    }

    @Override
    public void close() throws IOException {
        end();
        holder.close();
        admin.close();
    }
}
