package dev.verdict.cli;

import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.looks.Looks;
import dev.verdict.looks.Survey;
import dev.verdict.looks.Trouble;
import dev.verdict.looks.cluster.Cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which namespaces are meant, and one look around in them.
///
/// Of a running cluster the one given, else the context's; of a recording the one given, else the
/// only one there is, else the only one that has what is asked about.
final class Scope {
    private final Cluster cluster;
    private final Looks looks;
    private final Optional<String> namespace;
    private final boolean isEverywhere;

    Scope(Cluster cluster, Looks looks, Optional<String> namespace, boolean isEverywhere) {
        this.cluster = cluster;
        this.looks = looks;
        this.namespace = namespace;
        this.isEverywhere = isEverywhere;
    }

    boolean isRecorded() {
        return cluster.namespaces().isPresent();
    }

    boolean isEverywhere() {
        return isEverywhere;
    }

    /// The one namespace that is known to be meant before anybody has looked.
    Optional<String> given() {
        return isEverywhere ? Optional.empty() : namespace;
    }

    /// A look at one object and what belongs to it.
    Survey at(Subject subject) throws Refusal {
        return seen(looks.at(subject), Optional.of(subject.namespace()));
    }

    /// A look at everything in the namespaces that are meant.
    Survey around() throws Refusal {
        refuseForeign();
        return seen(looks.over(given()), given());
    }

    /// The namespaces whose workloads are meant; others were looked at for their builds only.
    List<String> places(Survey survey) throws Refusal {
        if (isEverywhere) {
            return names(survey);
        }
        return List.of(given().isPresent() ? given().get() : only(names(survey)));
    }

    /// The namespaces in which something named may be.
    List<String> candidates(Survey survey) {
        return given().map(List::of).orElseGet(() -> names(survey));
    }

    /// Where something named is.
    String placeOf(Survey survey, Targets.Target target) throws Refusal {
        List<String> all = candidates(survey);
        if (all.size() < 2) {
            return only(all);
        }
        List<String> having =
                all.stream()
                        .filter(place -> survey.workload(target.in(place)).isPresent())
                        .toList();
        if (having.size() == 1) {
            return having.getFirst();
        }
        String typed = target.kind().typed(target.name());
        throw Refusal.usage(
                having.isEmpty()
                        ? "none of the recording's namespaces ("
                                + listed(all)
                                + ") has "
                                + typed
                                + "; say with -n where it should be"
                        : "several of the recording's namespaces have "
                                + typed
                                + " ("
                                + listed(having)
                                + "); name one with -n");
    }

    private static List<String> names(Survey survey) {
        return survey.places().stream().map(Place::namespace).toList();
    }

    private String only(List<String> all) throws Refusal {
        if (all.isEmpty()) {
            throw Refusal.unavailable(
                    "the recording " + name() + " holds no namespace; record it again");
        }
        if (all.size() > 1) {
            throw Refusal.usage(
                    "the recording "
                            + name()
                            + " holds several namespaces ("
                            + listed(all)
                            + "); name one with -n, or take all with -A");
        }
        return all.getFirst();
    }

    /// A recording knows its namespaces without being asked.
    private void refuseForeign() throws Refusal {
        Optional<List<String>> known = cluster.namespaces();
        if (given().isPresent() && known.isPresent() && !known.get().contains(given().get())) {
            throw Refusal.usage(
                    "the namespace "
                            + Text.quoted(given().get())
                            + " is not in the recording "
                            + name()
                            + "; it has "
                            + listed(known.get()));
        }
    }

    /// The survey, where anything could be asked at all and the namespace exists.
    private Survey seen(Survey survey, Optional<String> wanted) throws Refusal {
        Optional<Trouble> trouble = looks.trouble();
        if (trouble.isPresent()) {
            throw Refusal.unavailable(spoken(trouble.get()));
        }
        boolean isMissing =
                survey.places().stream()
                        .filter(place -> wanted.filter(place.namespace()::equals).isPresent())
                        .anyMatch(place -> place.terminating() instanceof Observation.Absent<?>);
        if (isMissing && !isRecorded()) {
            throw Refusal.usage(
                    "there is no namespace "
                            + Text.quoted(wanted.orElse(""))
                            + " in "
                            + name()
                            + "; name another with -n, or another cluster with --context");
        }
        return survey;
    }

    private String spoken(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Unauthorized(String answer) ->
                    name()
                            + " does not accept this login ("
                            + Text.plain(answer)
                            + "); log in again, or give another --user or --token";
            case Trouble.Unreachable(Gap gap) ->
                    name()
                            + " cannot be reached ("
                            + Gaps.spoken(gap)
                            + "); check --context and the network, or give it more --timeout";
        };
    }

    private String name() {
        return Text.plain(cluster.name());
    }

    static String listed(List<String> names) {
        return names.stream().map(Text::plain).collect(Collectors.joining(", "));
    }
}
