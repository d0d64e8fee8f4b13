package io.portcullis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.portcullis.kernel.evidence.Arm;
import java.net.URL;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of the server, as the style guide's section on layout states it. */
final class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter().importUrl(home(Arm.class));
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .importUrls(Set.of(home(Arm.class), home(ArchitectureTest.class)));

    private static final Pattern NAME_THAT_SAYS_NOTHING =
            Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Impl)|(Abstract|Base)[A-Z].*");

    private static final Set<String> CLOCKS =
            Set.of(
                    "java.time.Instant.now()",
                    "java.time.LocalDate.now()",
                    "java.time.LocalTime.now()",
                    "java.time.LocalDateTime.now()",
                    "java.time.ZonedDateTime.now()",
                    "java.time.OffsetDateTime.now()",
                    "java.time.InstantSource.system()",
                    "java.time.Clock.systemUTC()",
                    "java.time.Clock.systemDefaultZone()",
                    "java.time.Clock.system(java.time.ZoneId)",
                    "java.lang.System.currentTimeMillis()",
                    "java.util.Date.<init>()");

    private static final DescribedPredicate<JavaClass> PRIMITIVE_ARRAY =
            DescribedPredicate.describe(
                    "primitive arrays", type -> type.getBaseComponentType().isPrimitive());

    private static final DescribedPredicate<JavaClass> THREAD_OR_EXECUTOR =
            DescribedPredicate.describe(
                    "run something",
                    type ->
                            type.isAssignableTo(Thread.class)
                                    || type.isAssignableTo(Executor.class));

    @Test
    void dependenciesPointInward() {
        holds(
                layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage("io.portcullis..")
                        .withOptionalLayers(true)
                        .layer("wiring")
                        .definedBy("io.portcullis.wiring..")
                        .layer("adapter")
                        .definedBy("io.portcullis.adapter..")
                        .layer("app")
                        .definedBy("io.portcullis.app..")
                        .layer("port")
                        .definedBy("io.portcullis.port..")
                        .layer("kernel")
                        .definedBy("io.portcullis.kernel..")
                        .whereLayer("wiring")
                        .mayNotBeAccessedByAnyLayer()
                        .whereLayer("adapter")
                        .mayOnlyBeAccessedByLayers("wiring")
                        .whereLayer("app")
                        .mayOnlyBeAccessedByLayers("wiring", "adapter")
                        .whereLayer("port")
                        .mayOnlyBeAccessedByLayers("wiring", "adapter", "app")
                        .ensureAllClassesAreContainedInArchitecture());
    }

    @Test
    void packagesFormNoCycle() {
        holds(slices().matching("io.portcullis.(**)").should().beFreeOfCycles());
    }

    @Test
    void adaptersDoNotKnowOneAnother() {
        holds(slices().matching("io.portcullis.adapter.(*)..").should().notDependOnEachOther());
    }

    @Test
    void kernelKnowsOnlyJavaAndJSpecify() {
        holds(
                ArchRuleDefinition.classes()
                        .that()
                        .resideInAPackage("io.portcullis.kernel..")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                                "java..",
                                                "org.jspecify..",
                                                "io.portcullis.kernel..")
                                        .or(PRIMITIVE_ARRAY)));
    }

    @Test
    void kernelNeverActs() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("io.portcullis.kernel..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                "java.nio.file..",
                                                "java.net..",
                                                "java.sql..",
                                                "java.util.logging..",
                                                "java.util.concurrent")
                                        .or(THREAD_OR_EXECUTOR)));
    }

    @Test
    void onlyWiringReadsAClock() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.portcullis.wiring..")
                        .should()
                        .callCodeUnitWhere(
                                DescribedPredicate.describe(
                                        "it reads a clock",
                                        call -> CLOCKS.contains(call.getTarget().getFullName()))));
    }

    /** Each technology stays in its adapter; wiring may put it together. */
    @ParameterizedTest
    @CsvSource({
        "io.portcullis.v1..,         io.portcullis.adapter.grpc..",
        "io.opentelemetry.proto..,   io.portcullis.adapter.otlp..",
        "io.fabric8..,               io.portcullis.adapter.kubernetes..",
        "java.sql..,                 io.portcullis.adapter.store..",
        "com.github.kagkarlsson..,   io.portcullis.adapter.store..",
        "io.portcullis.probe.run..,  io.portcullis.adapter.probe..",
    })
    void technologyStaysInItsAdapter(String technology, String adapter) {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(adapter, "io.portcullis.wiring..")
                        .should()
                        .dependOnClassesThat(resideInAPackage(technology)));
    }

    @Test
    void wiringLeavesTheWireToTheGrpcAdapter() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("io.portcullis.wiring..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "io.portcullis.v1..", "io.opentelemetry.proto..")));
    }

    @Test
    void everyPackageSaysItIsNullMarked() {
        Stream<JavaPackage> packages =
                ALL.stream()
                        .filter(c -> !c.getPackageName().equals("io.portcullis"))
                        .map(JavaClass::getPackage)
                        .distinct();

        assertThat(packages.filter(p -> !p.isAnnotatedWith(NullMarked.class)))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    @Test
    void everyNameSaysSomething() {
        Stream<String> written =
                ALL.stream().map(JavaClass::getSimpleName).filter(name -> !name.contains("$"));

        assertThat(written.filter(name -> NAME_THAT_SAYS_NOTHING.matcher(name).matches()))
                .isEmpty();
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
