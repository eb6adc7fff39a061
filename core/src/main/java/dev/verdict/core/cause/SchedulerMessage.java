package dev.verdict.core.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the scheduler says about a pod that it cannot place: the text of a `FailedScheduling` event
/// or of the condition `PodScheduled=False`. The condition's text is whole, the event's is cut.
///
/// ```text
/// message   := "0/" N " nodes are available:" [ " " sentence "." ] [ " " histogram "." ] [ tail ]
/// histogram := COUNT " " reason { ", " COUNT " " reason }
/// tail      := " preemption: " ( another message | free text )
/// ```
///
/// The tail is cut off before anything is read: its histogram counts the same nodes again and never
/// names a new cause. Counts may add up to more than N.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/scheduler/framework/types.go>
///
/// @param nodes how many nodes the scheduler knows; 0 when it knows none
/// @param notHelpful on how many of them evicting others cannot help (since 1.24): what the pod
///   asks for is not there at all
/// @param victimsLeaving pods are already being evicted to make room for this one
public record SchedulerMessage(
        int nodes, List<Reason> reasons, int notHelpful, boolean victimsLeaving) {
    /// One entry of the histogram.
    ///
    /// @param count of how many nodes it is said; all of them for a sentence without a count
    public record Reason(int count, String text, Optional<Diagnosis> diagnosis) {}

    private static final Pattern HEADER =
            MessageRow.words("^\\d{1,6}/(\\d{1,6}) nodes? (are|is) available: {0,2}");
    private static final Pattern NO_NODES =
            MessageRow.words("^no nodes available to schedule pods");
    private static final Pattern NO_SCALE_UP =
            MessageRow.words(
                    "^pod didn't trigger scale-up(?: \\([^)]{0,100}\\))?: {0,2}"
                            + "|^pod didn't trigger scale-up$");
    private static final Pattern GATED =
            MessageRow.words(
                    "^scheduling is blocked due to non-empty scheduling gates"
                            + "|^waiting for scheduling gates: ");
    private static final Pattern NEXT_ENTRY = Pattern.compile(", {0,2}(?=\\d{1,6} )");
    private static final Pattern NEXT_SENTENCE = Pattern.compile("\\. {1,2}(?=\\d{1,6} )");
    private static final Pattern ENTRY =
            Pattern.compile("^(\\d{1,6}) (.{1,4000})$", Pattern.DOTALL);
    private static final Pattern NOT_HELPFUL =
            MessageRow.words("(\\d{1,6}) preemption is not helpful for scheduling");
    private static final String TAIL = " preemption: ";
    private static final String PROVISIONER = "Failed to schedule pod, ";

    /// Said behind the reasons by dynamic resource allocation (1.36) and by a scheduler whose
    /// preemption plugin found nothing to do.
    private static final Pattern AFTERWORD =
            MessageRow.words("(\\. no new claims to deallocate,?|\\. not found|[.\\s]{1,4})$");

    public SchedulerMessage {
        reasons = List.copyOf(reasons);
    }

    /// Reads the scheduler's own grammar, also where the autoscaler repeats it; empty for any other
    /// text.
    public static Optional<SchedulerMessage> parse(String message) {
        String text = MessageText.of(message).written();
        if (NO_NODES.matcher(text).find()) {
            return Optional.of(noNodes(text));
        }
        Matcher header = HEADER.matcher(text);
        if (header.find()) {
            int nodes = Integer.parseInt(header.group(1));
            return nodes == 0
                    ? Optional.of(noNodes(text))
                    : Optional.of(read(nodes, text.substring(header.end())));
        }
        Matcher autoscaler = NO_SCALE_UP.matcher(text);
        if (autoscaler.find()) {
            return Optional.of(read(0, text.substring(autoscaler.end())));
        }
        return Optional.empty();
    }

    /// The cause that any text about placing a pod names: the scheduler's, its gates', the cluster
    /// autoscaler's or Karpenter's.
    public static Optional<Diagnosis> diagnose(String message) {
        MessageText text = MessageText.of(message);
        if (text.written().startsWith(PROVISIONER)) {
            return MessageRow.first(ProvisionerReason.values(), text);
        }
        Optional<String> gated = text.find(GATED);
        if (gated.isPresent()) {
            return gated.map(
                    Meaning.of(Cause.SCHEDULING_GATED).by(Owner.PLATFORM, Owner.DEVELOPER)
                            ::diagnosis);
        }
        if (SchedulerReason.BINDING_FAILED.words().matcher(text.written()).find()) {
            return MessageRow.first(SchedulerReason.values(), text);
        }
        Optional<Diagnosis> said = parse(message).flatMap(SchedulerMessage::diagnosis);
        return NO_SCALE_UP.matcher(text.written()).find()
                ? said.map(SchedulerMessage::evenOnANewNode)
                : said;
    }

    /// The reason that decides when several are named; empty when none is known.
    public Optional<Diagnosis> diagnosis() {
        return reasons.stream()
                .filter(reason -> reason.diagnosis().isPresent())
                .min(
                        Comparator.comparingInt(SchedulerMessage::rank)
                                .thenComparing(Comparator.comparingInt(Reason::count).reversed()))
                .flatMap(Reason::diagnosis)
                .map(this::withPreemption);
    }

    /// Whether evicting others helps on no node at all.
    public boolean preemptionNotHelpful() {
        return nodes > 0 && notHelpful >= nodes;
    }

    /// What a taint of a node means for a pod that does not tolerate it.
    public static Diagnosis byTaintKey(String key, String said) {
        return Taint.of(key).meaning().diagnosis(said);
    }

    private static SchedulerMessage noNodes(String text) {
        Diagnosis none = Diagnosis.of(Cause.INSUFFICIENT_RESOURCES, text);
        return new SchedulerMessage(0, List.of(new Reason(0, text, Optional.of(none))), 0, false);
    }

    private static SchedulerMessage read(int nodes, String text) {
        // A message without a histogram leaves no blank before its tail.
        int tail = (" " + text).indexOf(TAIL);
        String said = tail < 0 ? text : text.substring(0, Math.max(0, tail - 1));
        String behind = tail < 0 ? "" : text.substring(Math.max(0, tail - 1));
        Matcher notHelpful = NOT_HELPFUL.matcher(behind);
        return new SchedulerMessage(
                nodes,
                reasons(nodes, said),
                notHelpful.find() ? Integer.parseInt(notHelpful.group(1)) : 0,
                behind.contains("terminating pod on the nominated node"));
    }

    private static List<Reason> reasons(int nodes, String said) {
        List<Reason> reasons = new ArrayList<>();
        for (String sentence : NEXT_SENTENCE.split(withoutAfterword(said), -1)) {
            for (String entry : NEXT_ENTRY.split(sentence, -1)) {
                Matcher counted = ENTRY.matcher(entry);
                boolean isCounted = counted.matches();
                int count = isCounted ? Integer.parseInt(counted.group(1)) : nodes;
                String text = withoutAfterword(isCounted ? counted.group(2) : entry);
                if (!text.isBlank()) {
                    reasons.add(new Reason(count, text, diagnosis(text)));
                }
            }
        }
        return reasons;
    }

    private static String withoutAfterword(String text) {
        String rest = text.strip();
        Matcher afterword = AFTERWORD.matcher(rest);
        while (afterword.find()) {
            rest = rest.substring(0, afterword.start());
            afterword = AFTERWORD.matcher(rest);
        }
        return rest;
    }

    private static Optional<Diagnosis> diagnosis(String reason) {
        return row(reason)
                .map(
                        row ->
                                row == SchedulerReason.NAMED_TAINT
                                        ? byTaintKey(Taint.keyIn(reason).orElse(""), reason)
                                        : row.meaning().diagnosis(reason));
    }

    private static Optional<SchedulerReason> row(String reason) {
        MessageText text = new MessageText(reason);
        for (SchedulerReason row : SchedulerReason.values()) {
            if (text.has(row.words())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /// A control plane's taint is the background of every cluster: it decides when nothing else is
    /// said.
    private static int rank(Reason reason) {
        boolean background =
                Taint.keyIn(reason.text())
                        .filter(k -> Taint.of(k) == Taint.CONTROL_PLANE)
                        .isPresent();
        return background
                ? Integer.MAX_VALUE
                : row(reason.text()).map(SchedulerReason::ordinal).orElse(Integer.MAX_VALUE);
    }

    /// Shortage on a node where evicting everybody would not help means that the node is too small
    /// for the pod, empty or not (certain since 1.34; before, such nodes counted as helpful).
    /// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/scheduler/framework/plugins/noderesources/fit.go>
    private Diagnosis withPreemption(Diagnosis found) {
        boolean shortage = found.said().startsWith("Insufficient ");
        if (shortage && preemptionNotHelpful()) {
            Heals heals = reasons.size() == 1 ? Heals.NO : Heals.SOMETIMES;
            return Meaning.of(found.cause())
                    .heals(heals)
                    .by(Owner.DEVELOPER)
                    .diagnosis(found.said());
        }
        return shortage && victimsLeaving
                ? Meaning.of(found.cause()).heals(Heals.YES).diagnosis(found.said())
                : found;
    }

    /// The autoscaler tries the pod on a new, empty node of each group: what does not fit there
    /// never will.
    private static Diagnosis evenOnANewNode(Diagnosis found) {
        return found.said().startsWith("Insufficient ")
                ? Meaning.of(found.cause())
                        .heals(Heals.NO)
                        .by(Owner.DEVELOPER)
                        .diagnosis(found.said())
                : found;
    }
}
