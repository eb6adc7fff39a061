package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.timeline.Moment.Happened;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The timeline with a bar beside it and the mark where the platform gave up.
final class Drawing {
    private static final int LABEL = 19;

    private Drawing() {}

    /// @param most lines; what is left out is the least important
    static List<Line> of(Verdict verdict, int most, int width) {
        List<Moment> moments = chosen(verdict.timeline(), most);
        boolean gaveUpShown = moments.stream().anyMatch(m -> m.what() == Happened.PLATFORM_GAVE_UP);
        boolean nothingToSee =
                moments.size() < 2
                        || !gaveUpShown
                                && Duration.between(moments.getFirst().at(), moments.getLast().at())
                                                .toSeconds()
                                        < 1;
        if (nothingToSee) {
            return List.of();
        }
        boolean sameDay =
                moments.stream()
                        .allMatch(
                                m ->
                                        Times.seconds(m.at())
                                                .regionMatches(
                                                        0, Times.seconds(verdict.at()), 0, 10));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            String time = Times.seconds(moment.at());
            String when =
                    sameDay
                            ? time.substring(11, 19)
                            : time.substring(5, 10) + " " + time.substring(11, 19);
            String begin = "  " + when + "  " + Cut.pad(FactWords.of(moment.what()), LABEL);
            boolean gaveUp = moment.what() == Happened.PLATFORM_GAVE_UP;
            String text = begin + mark(moments, i) + " " + beside(verdict, moments, i);
            String line = Cut.end(text.stripTrailing(), width);
            lines.add(
                    gaveUp
                            ? new Line(
                                    line, Math.min(begin.length() + 1, line.length()), Paint.STRONG)
                            : Line.of(line));
        }
        return lines;
    }

    private static List<Moment> chosen(List<Moment> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<Moment> kept = all.stream().sorted(Drawing::importantFirst).limit(most).toList();
        return all.stream().filter(kept::contains).limit(most).toList();
    }

    private static int importantFirst(Moment a, Moment b) {
        return FactWords.unimportance(a.what()) - FactWords.unimportance(b.what());
    }

    private static String mark(List<Moment> moments, int at) {
        if (moments.get(at).what() == Happened.PLATFORM_GAVE_UP) {
            return "×";
        }
        if (at == 0) {
            return "┬";
        }
        if (at == moments.size() - 1) {
            return "┴";
        }
        return moments.get(at).what() == Happened.PUSHED ? "┼" : "├";
    }

    private static String beside(Verdict verdict, List<Moment> moments, int at) {
        Moment moment = moments.get(at);
        if (moment.what() == Happened.PLATFORM_GAVE_UP) {
            String message = Escape.line(moment.detail());
            return message.isEmpty() ? "" : "\"" + message + "\"";
        }
        boolean several = moments.stream().filter(m -> m.what() == moment.what()).count() > 1;
        String detail =
                several && moment.what() == Happened.CONTAINER_STARTED
                        ? Escape.line(moment.detail())
                        : detail(moment);
        if (at == moments.size() - 1) {
            return join(detail, inAll(verdict, moments.getFirst().at(), moment.at()));
        }
        Optional<Instant> next =
                moments.stream()
                        .skip(at + 1L)
                        .filter(m -> m.what() != Happened.PLATFORM_GAVE_UP)
                        .map(Moment::at)
                        .findFirst();
        return join(
                detail,
                next.map(n -> Duration.between(moment.at(), n))
                        .filter(d -> d.toSeconds() > 0)
                        .map(Times::span)
                        .orElse(""));
    }

    private static String join(String detail, String time) {
        return detail.isEmpty() || time.isEmpty() ? detail + time : detail + ", " + time;
    }

    private static String detail(Moment moment) {
        return switch (moment.what()) {
            case BUILD_FAILED, BUILD_ENDED, CONTAINER_CRASHED, TROUBLE_SEEN, JUDGED ->
                    Escape.line(moment.detail());
            case BUILD_REQUESTED,
                    BUILDER_STARTED,
                    PUSHED,
                    PLATFORM_GAVE_UP,
                    ROLLOUT_REQUESTED,
                    POD_PLACED,
                    CONTAINER_STARTED,
                    READY ->
                    "";
        };
    }

    private static String inAll(Verdict verdict, Instant begin, Instant end) {
        String all = Times.span(Duration.between(begin, end)) + " in all";
        return verdict.question()
                .claim()
                .flatMap(Claim::madeAt)
                .filter(begin::isBefore)
                .map(t -> all + "; the platform waited " + Times.span(Duration.between(begin, t)))
                .orElse(all);
    }
}
