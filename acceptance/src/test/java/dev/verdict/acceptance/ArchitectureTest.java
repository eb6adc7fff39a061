package dev.verdict.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The house rules that a compiler cannot hold; ARCHITECTURE.md tells them as a story.
class ArchitectureTest {

    /// The packages of core in reading order: each may import only the ones above it.
    private static final List<String> READING_ORDER =
            List.of(
                    "observation",
                    "image",
                    "cause",
                    "build",
                    "pod",
                    "workload",
                    "event",
                    "claim",
                    "evidence",
                    "finding",
                    "answer",
                    "timeline",
                    "verdict",
                    "circumstance");

    /// Packages below the line between fetching and judging.
    private static final String[] JUDGING = {
        "dev.verdict.core.answer..",
        "dev.verdict.core.circumstance..",
        "dev.verdict.core.verdict..",
        "dev.verdict.core.timeline.."
    };

    /// Raised as the house grows: a rule over nothing passes.
    private static final int CLASSES_AT_LEAST = 400;

    private static final String MAIN = "dev.verdict.cli.Main";

    /// A process of its own, which no user ever starts.
    private static final String TRAINING_SERVER = "dev.verdict.cli.TrainingServer";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    // What tests stand on is no part of what is shipped.
                    .withImportOption(location -> !location.contains("/verdict/testbed/"))
                    .importPackages("dev.verdict");

    @Test
    void theImportSawTheHouse() {
        assertThat(HOUSE.size())
                .as("classes imported; a rule over nothing passes")
                .isGreaterThanOrEqualTo(CLASSES_AT_LEAST);
    }

    @Test
    void coreUsesOnlyValuesOfTheLanguage() {
        check(
                classes()
                        .that()
                        .resideInAPackage("dev.verdict.core..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                                "dev.verdict.core..",
                                                "java.lang",
                                                "java.lang.annotation",
                                                "java.lang.constant",
                                                "java.lang.invoke",
                                                "java.lang.runtime",
                                                "java.math",
                                                "java.util",
                                                "java.util.function",
                                                "java.util.regex",
                                                "java.util.stream",
                                                "java.time..",
                                                "org.jspecify.annotations")
                                        .or(arrayOfPrimitives()))
                        .because(
                                "the judge works on values alone: no file, no network, no thread;"
                                        + " the same evidence always gives the same verdict"));
    }

    @Test
    void coreReadsNothingOfTheMachineItRunsOn() {
        check(
                classes()
                        .that()
                        .resideInAPackage("dev.verdict.core..")
                        .should(readNothingOfTheMachine())
                        .because(
                                "a verdict may not depend on a clock, a zone, a locale, the"
                                        + " environment or chance: time is the evidence's"));
    }

    @TestFactory
    Stream<DynamicTest> corePackagesImportOnlyTheOnesAboveThem() {
        return READING_ORDER.stream()
                .map(name -> dynamicTest(name, () -> check(importsOnlyPackagesAbove(name))));
    }

    @Test
    void coreHasNoPackageOutsideTheReadingOrder() {
        List<String> strangers =
                HOUSE.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith("dev.verdict.core."))
                        .map(name -> name.substring("dev.verdict.core.".length()))
                        .filter(name -> !READING_ORDER.contains(name.split("\\.", -1)[0]))
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(strangers)
                .as("a package of core has a place in the reading order, or nobody knows it")
                .isEmpty();
    }

    @Test
    void modulesHaveNoCycles() {
        check(
                slices().matching("dev.verdict.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("what depends on itself cannot be read from top to bottom"));
    }

    @Test
    void fetchingDoesNotSeeJudging() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.verdict.looks..", "dev.verdict.live..", "dev.verdict.bundle..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(JUDGING)
                        .because(
                                "who gathers evidence may not know what it will prove: else it"
                                        + " gathers what fits"));
    }

    @Test
    void onlyLiveKnowsTheKubernetesClient() {
        check(
                onlyIn("io.fabric8..", "dev.verdict.live..")
                        .because(
                                "the client is one transport among three; its model is too heavy"
                                        + " to be ours"));
    }

    @Test
    void onlyTheEdgesKnowTheJsonLibrary() {
        String[] edges = {"dev.verdict.looks..", "dev.verdict.bundle..", "dev.verdict.report.."};
        check(
                onlyIn("tools.jackson..", edges)
                        .because("JSON is translated where it comes in and where it goes out"));
        check(
                onlyIn("com.fasterxml.jackson..", edges)
                        .because("JSON is translated where it comes in and where it goes out"));
    }

    @Test
    void onlyTheCommandKnowsItsParser() {
        check(
                onlyIn("picocli..", "dev.verdict.cli..")
                        .because("a library or a service has no command line"));
    }

    @Test
    void oneClassTouchesTheStandardStreamsAndExits() {
        check(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(MAIN)
                        .and()
                        .doNotHaveFullyQualifiedName(TRAINING_SERVER)
                        .should(touchStandardStreamsOrExit())
                        .because(
                                "data goes to stdout and everything else to stderr, which holds"
                                        + " only while one place hands them out"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Data|Info|Common)")
                        .because("such a name says that nobody found out what the class is"));
        check(
                noClasses()
                        .that(areAbstract())
                        .should()
                        .haveNameMatching(".*[.$](Base|Abstract)[A-Z][^.$]*")
                        .because("a base class is shared code, not a thing; say what it is"));
    }

    @Test
    void nobodyAsksTheClientsReadiness() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("io\\.fabric8\\..*\\.Readiness")
                        .because(
                                "it ignores observedGeneration and updatedReplicas, so yesterday's"
                                        + " pods look like today's success"));
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked =
                HOUSE.getPackage("dev.verdict").getSubpackagesInTree().stream()
                        .filter(aPackage -> !aPackage.getClasses().isEmpty())
                        .filter(aPackage -> !aPackage.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .sorted()
                        .toList();

        assertThat(unmarked)
                .as("NullAway silently skips a package whose package-info lacks @NullMarked")
                .isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static ArchRule importsOnlyPackagesAbove(String name) {
        List<String> above = READING_ORDER.subList(0, READING_ORDER.indexOf(name) + 1);
        String[] allowed =
                above.stream().map(it -> "dev.verdict.core." + it + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.verdict.core." + name + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.verdict.core..")
                                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .because("core reads from top to bottom: observation first, action last");
    }

    private static ArchRule onlyIn(String library, String... places) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(places)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> arrayOfPrimitives() {
        return DescribedPredicate.describe(
                "arrays of primitives",
                it -> it.isArray() && it.getBaseComponentType().isPrimitive());
    }

    private static DescribedPredicate<JavaClass> areAbstract() {
        return DescribedPredicate.describe(
                "are abstract",
                it ->
                        it.getModifiers()
                                .contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT));
    }

    private static ArchCondition<JavaClass> readNothingOfTheMachine() {
        return new ArchCondition<>("read nothing of the machine") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    if (readsTheMachine(access)) {
                        events.add(SimpleConditionEvent.violated(item, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean readsTheMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        String signature = access.getTarget().getFullName();
        return OF_THE_MACHINE.contains(owner)
                || (owner.startsWith("java.time.") && name.equals("now"))
                || WITH_THE_MACHINES_DEFAULT.stream().anyMatch(signature::startsWith);
    }

    private static final Set<String> OF_THE_MACHINE =
            Set.of(
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.ProcessHandle",
                    "java.lang.Runtime",
                    "java.lang.System",
                    "java.lang.Thread",
                    "java.lang.ThreadLocal",
                    "java.lang.ScopedValue",
                    "java.time.Clock",
                    "java.time.InstantSource",
                    "java.util.Calendar",
                    "java.util.Date",
                    "java.util.GregorianCalendar",
                    "java.util.Random",
                    "java.util.ResourceBundle",
                    "java.util.ServiceLoader",
                    "java.util.SplittableRandom",
                    "java.util.TimeZone",
                    "java.util.Timer");

    private static final List<String> WITH_THE_MACHINES_DEFAULT =
            List.of(
                    "java.lang.Math.random(",
                    "java.lang.StrictMath.random(",
                    "java.lang.String.format(java.lang.String,",
                    "java.lang.String.formatted(",
                    "java.lang.String.getBytes()",
                    "java.lang.String.toLowerCase()",
                    "java.lang.String.toUpperCase()",
                    "java.time.ZoneId.systemDefault(",
                    "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
                    "java.util.Locale.getDefault(",
                    "java.util.UUID.randomUUID(");

    private static ArchCondition<JavaClass> touchStandardStreamsOrExit() {
        return new ArchCondition<>("touch the standard streams or exit") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    if (STREAMS_AND_EXIT.contains(
                            access.getTargetOwner().getSimpleName()
                                    + "."
                                    + access.getTarget().getName())) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }

    private static final Set<String> STREAMS_AND_EXIT =
            Set.of(
                    "System.out",
                    "System.err",
                    "System.in",
                    "System.console",
                    "System.exit",
                    "System.setOut",
                    "System.setErr",
                    "System.setIn",
                    "Runtime.exit",
                    "Runtime.halt");
}
