package dev.verdict.acceptance.recorded;

import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// All the damage that is done to one recorded moment, one at a time.
final class Damages {
    static final String FORBIDDEN = "forbidden";
    static final String JOB_GONE = "job and its pods gone";
    static final String EVENTS_AGED = "events without the oldest";
    static final String END_CUT = "log end cut, marked";
    static final String FRONT_GONE = "log front silently gone";

    /// All kinds there are.
    static final int KINDS = 15;

    private static final int TENTHS = 10;

    /// The reader makes the same of most of these, so each look suffers one of them in turn.
    private static final List<Map.Entry<String, Damage.Harm>> IN_TURN =
            List.of(
                    Map.entry("expired (410)", Harms::expired),
                    Map.entry("busy (429)", Harms::busy),
                    Map.entry("broken (500)", Harms::broken),
                    Map.entry("404 of a proxy", Harms::notFoundByProxy),
                    Map.entry("stalled in the body", Harms::stalled),
                    Map.entry("cut silently", Harms::cutSilently),
                    Map.entry("a page instead of JSON", Harms::page));

    /// Nobody can see that the end of a text is missing, or that it is another text.
    private static final int OF_LOGS = 5;

    private final KeptCluster whole;
    private final List<Damage> all = new ArrayList<>();

    private int turn;

    private Damages(KeptCluster whole, int turn) {
        this.whole = whole;
        this.turn = turn;
    }

    /// @param whole which has been asked all that a question needs
    /// @param turn where to begin with what is done in turn
    static List<Damage> of(KeptCluster whole, int turn) {
        Damages damages = new Damages(whole, turn);
        Set<Target> targets = new LinkedHashSet<>();
        whole.answered().forEach(get -> targets.add(Target.of(get)));
        targets.forEach(damages::add);
        damages.addAged();
        damages.addBlind();
        damages.addGone();
        return List.copyOf(damages.all);
    }

    private void add(Target target) {
        Predicate<Get> hits = get -> Target.of(get).equals(target);
        add(FORBIDDEN, target, hits, Harms::forbidden);
        add("slow", target, hits, Harms::slow);
        add("cut", target, hits, Harms::cut);
        int choices = target.isLog() ? OF_LOGS : IN_TURN.size();
        Map.Entry<String, Damage.Harm> next = IN_TURN.get(Math.floorMod(turn++, choices));
        add(next.getKey(), target, hits, next.getValue());
        if (target.isLog()) {
            for (int i = 1; i <= TENTHS; i++) {
                int tenths = i;
                String what = target.name() + " " + tenths + "/10";
                all.add(Damage.less(FRONT_GONE, what, hits, w -> Harms.withoutFront(w, tenths)));
                all.add(
                        Damage.broken(
                                END_CUT, what, hits, w -> Harms.withoutEnd(w, TENTHS - tenths)));
            }
        }
    }

    private void add(String kind, Target target, Predicate<Get> hits, Damage.Harm harm) {
        all.add(Damage.broken(kind, target.name(), hits, harm));
    }

    private void addAged() {
        Predicate<Get> events = get -> Target.of(get).name().equals("events");
        for (int i = 1; i <= TENTHS; i++) {
            int tenths = i;
            all.add(
                    Damage.less(
                            EVENTS_AGED,
                            "events " + tenths + "/10",
                            events,
                            w -> Lists.withoutOldest(w, tenths)));
        }
    }

    /// Several looks that one missing permission or one outage takes together.
    private void addBlind() {
        forbidden("logs", get -> Target.of(get).isLog());
        forbidden("events, logs", get -> Target.of(get).isLog() || is(get, "events"));
        forbidden("jobs, events", get -> is(get, "jobs") || is(get, "events"));
        forbidden("jobs, pods", get -> is(get, "jobs") || is(get, "pods"));
        forbidden("jobs, logs", get -> is(get, "jobs") || Target.of(get).isLog());
        forbidden("nodes, events", get -> is(get, "nodes") || is(get, "events"));
        forbidden(
                "replicasets, controllerrevisions",
                get -> is(get, "replicasets") || is(get, "controllerrevisions"));
        forbidden("everything", get -> true);
    }

    private static boolean is(Get get, String plural) {
        return Target.of(get).name().equals(plural);
    }

    private void forbidden(String what, Predicate<Get> hits) {
        if (whole.answered().stream().anyMatch(hits)) {
            all.add(Damage.broken("forbidden together", what, hits, Harms::forbidden));
        }
    }

    /// Each build that was removed with its pods; what happened to them is still told by events.
    private void addGone() {
        for (JsonNode job : items("jobs")) {
            String uid = job.path("metadata").path("uid").asString("");
            if (uid.isEmpty() || items("pods").stream().noneMatch(pod -> isOwned(pod, uid))) {
                continue;
            }
            all.add(
                    Damage.less(
                            JOB_GONE,
                            "job/" + job.path("metadata").path("name").asString(""),
                            get -> is(get, "jobs") || is(get, "pods"),
                            w -> Lists.without(w, item -> isOwned(item, uid) || is(item, uid))));
        }
    }

    private static boolean is(JsonNode item, String uid) {
        return item.path("metadata").path("uid").asString("").equals(uid);
    }

    private static boolean isOwned(JsonNode item, String uid) {
        return item.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .anyMatch(owner -> owner.path("uid").asString("").equals(uid));
    }

    private List<JsonNode> items(String plural) {
        Map<Get, List<JsonNode>> found = new LinkedHashMap<>();
        for (Get get : whole.answered()) {
            if (is(get, plural)
                    && whole.get(get, Deadline.in(Duration.ofMinutes(1)))
                            instanceof Answer.Response response) {
                found.put(get, Lists.items(response).toList());
            }
        }
        return found.values().stream().flatMap(List::stream).toList();
    }
}
