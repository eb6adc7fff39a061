package dev.verdict.acceptance.recorded;

import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.claim.Question;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// Judges every recorded moment whole and with each damage, and with pairs of them drawn by a fixed
/// seed.
final class DamageRun {
    private static final long SEED = 20261123;
    private static final int PAIRS_OF_EACH = 6;

    private DamageRun() {}

    /// Of all moments, in their order, with every damage.
    static List<Outcome> ofEverything(List<RecordedMoment> moments) {
        return of(moments, _ -> true, PAIRS_OF_EACH);
    }

    static List<Outcome> of(
            List<RecordedMoment> moments, Predicate<Damage> wanted, int pairsOfEach) {
        Map<Path, List<RecordedMoment>> byFolder = new LinkedHashMap<>();
        moments.forEach(m -> byFolder.computeIfAbsent(m.folder(), _ -> new ArrayList<>()).add(m));
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<List<Outcome>>> runs =
                    byFolder.entrySet().stream()
                            .map(
                                    e ->
                                            threads.submit(
                                                    () ->
                                                            ofFolder(
                                                                    e.getKey(),
                                                                    e.getValue(),
                                                                    wanted,
                                                                    pairsOfEach)))
                            .toList();
            for (Future<List<Outcome>> run : runs) {
                outcomes.addAll(run.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return outcomes;
    }

    private static List<Outcome> ofFolder(
            Path folder, List<RecordedMoment> moments, Predicate<Damage> wanted, int pairsOfEach)
            throws UnusableBundle {
        List<Outcome> outcomes = new ArrayList<>();
        for (RecordedMoment moment : moments) {
            // Each question remembers what it asked for itself.
            try (KeptCluster whole = new KeptCluster(Bundle.open(folder))) {
                outcomes.addAll(
                        ofQuestion(moment, "named", moment.naming(), whole, wanted, pairsOfEach));
            }
            try (KeptCluster whole = new KeptCluster(new LikeLive(Bundle.open(folder)))) {
                // What is in a body is the same; how it is asked for is not.
                Predicate<Damage> once = wanted.and(d -> !d.isByTenths());
                outcomes.addAll(ofQuestion(moment, "live", moment.naming(), whole, once, 0));
            }
            if (moment.findsBuild() && moment.build().isPresent()) {
                try (KeptCluster whole = new KeptCluster(Bundle.open(folder))) {
                    outcomes.addAll(
                            ofQuestion(
                                    moment, "plain", moment.plain(), whole, wanted, pairsOfEach));
                }
            }
        }
        return outcomes;
    }

    private static List<Outcome> ofQuestion(
            RecordedMoment moment,
            String asked,
            Question question,
            KeptCluster whole,
            Predicate<Damage> wanted,
            int pairsOfEach) {
        Opinion before = Opinion.of(Judging.of(whole, question));
        List<Damage> damages =
                Damages.of(whole, moment.name().hashCode()).stream().filter(wanted).toList();
        List<List<Damage>> all = new ArrayList<>();
        damages.forEach(damage -> all.add(List.of(damage)));
        Random random = new Random(SEED + (moment.name() + asked).hashCode());
        for (int i = 0; i < pairsOfEach; i++) {
            all.add(
                    List.of(
                            damages.get(random.nextInt(damages.size())),
                            damages.get(random.nextInt(damages.size()))));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (List<Damage> damage : all) {
            Opinion after = Opinion.of(Judging.of(new DamagedCluster(whole, damage), question));
            outcomes.add(new Outcome(moment, asked, damage, before, after));
        }
        return outcomes;
    }
}
